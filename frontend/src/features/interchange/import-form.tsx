import { Box, Button, FileInput, Group, NativeSelect, Progress, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';

import { ProblemAlert } from '@/components/problem-alert';
import { Section } from '@/components/section';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { announce } from '@/lib/announcements';
import { messageOf, type Outcome } from '@/lib/outcome';
import type { UnitChoice } from '@/lib/units';
import { upload } from '@/lib/upload';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

import { ColumnFields, type FoundColumn } from './column-fields';
import { endingsOf } from './file-check';
import { FormatColumns } from './format-columns';
import { FormatPicker } from './format-picker';
import classes from './import-form.module.css';
import { OptionFields } from './option-fields';
import { atTheirOptions, givenOptions } from './options';
import { changedMapping, STEPS, stepProblems, type ImportValues, type Step } from './steps';

const ImportFormatFields = graphql(`
  fragment ImportFormatFields on ImportFormat {
    key
    title
    description
    accept
    hasColumns
    columns {
      name
      title
      required
    }
    options {
      key
      title
      description
      required
      isLong
    }
    ...FormatColumnsFields
  }
`);

const ImportColumnsQuery = graphql(`
  query ImportColumns($upload: ID!, $format: String!) {
    importColumns(upload: $upload, format: $format) {
      failure
      columns {
        header
        name
        examples
      }
    }
  }
`);

const ImportStart = graphql(`
  mutation ImportStart($input: ImportStartInput!) {
    importStart(input: $input) {
      importRun {
        id
      }
      errors {
        code
        message
        field
        params
      }
    }
  }
`);

interface ImportFormProps {
  formats: readonly FragmentType<typeof ImportFormatFields>[];
  units: readonly UnitChoice[];
}

const refused = (message: string): Outcome<never> => ({
  ok: false,
  problems: [{ code: 'REFUSED', message, field: 'file', params: {} }],
});

/** Ask for the file, what its columns are and what it does not say; then show what importing it would do. */
export function ImportForm({ formats, units }: ImportFormProps) {
  const all = readFragment(ImportFormatFields, formats);
  const [step, setStep] = useState<Step>('file');
  const [share, setShare] = useState<number | null>(null);
  const [uploadId, setUploadId] = useState('');
  const [columns, setColumns] = useState<readonly FoundColumn[]>([]);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const navigate = useNavigate();
  const client = useClient();
  const { run } = useCommand(ImportStart, (data) => data.importStart);
  const formatOf = (key: string) => all.find((each) => each.key === key);
  const commandForm = useCommandForm<ImportValues>({
    initialValues: {
      unit: units.length === 1 ? (units[0]?.id ?? '') : '',
      format: '',
      options: {},
      file: null,
    },
    validate: (values) => stepProblems(step, values, formatOf(values.format)),
  });
  const { form, problems, isBusy, element, submit } = commandForm;
  const format = formatOf(form.values.format);

  const send = async (values: ImportValues): Promise<Outcome<Step>> => {
    if (!values.file) return { ok: false, problems: [] };
    announce('Sending the file.');
    const sent = await upload(values.file, setShare);
    setShare(null);
    if (!sent.ok) return sent;
    setUploadId(sent.value.id);
    const asked = await client
      .query(ImportColumnsQuery, { upload: sent.value.id, format: values.format })
      .toPromise();
    if (asked.error) return refused(messageOf(asked.error));
    const found = asked.data?.importColumns;
    if (found?.failure) return refused(found.failure);
    setColumns(found?.columns ?? []);
    setMapping({});
    return { ok: true, value: found ? 'columns' : 'options' };
  };

  const look = async (values: ImportValues): Promise<Outcome<string>> => {
    const outcome = await run({
      upload: uploadId,
      unit: values.unit,
      format: values.format,
      options: JSON.stringify(givenOptions(values.options)),
      mapping: JSON.stringify(changedMapping(columns, mapping)),
      preview: true,
    });
    if (!outcome.ok) return { ok: false, problems: atTheirOptions(outcome.problems) };
    return { ok: true, value: outcome.value.importRun?.id ?? '' };
  };

  const go = (next: Step) => {
    setStep(next);
    announce(`Step ${String(STEPS.findIndex(({ key }) => key === next) + 1)} of 4.`);
  };
  const onward = {
    file: submit(send, go),
    columns: submit(() => Promise.resolve<Outcome<Step>>({ ok: true, value: 'options' }), go),
    options: submit(look, (runId) => void navigate({ to: '/imports/$runId', params: { runId } })),
  };
  const back: Step = step === 'options' && columns.length > 0 ? 'columns' : 'file';

  return (
    <form ref={element} noValidate onSubmit={onward[step]}>
      <Stack gap="lg">
        <Steps step={step} />
        <ProblemAlert problems={problems} title="Not imported" />
        {step === 'file' && (
          <>
            <Section title="What and where to">
              <NativeSelect
                label="Unit"
                description="Whose holdings these are."
                required
                {...form.getInputProps('unit')}
              >
                {units.length > 1 && <option value="">Choose…</option>}
                {units.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
              <FormatPicker formats={all} commandForm={commandForm} />
            </Section>
            {format && <FormatColumns format={format} />}
            {format && (
              <Section title="The file">
                <FileInput
                  label="File"
                  description={`${endingsOf(format.accept).join(', ')}, at most 20 MB`}
                  placeholder="Choose a file"
                  leftSection={<IconUpload size={18} aria-hidden />}
                  accept={format.accept}
                  required
                  clearable
                  clearButtonProps={{ 'aria-label': 'Take the file away' }}
                  {...form.getInputProps('file')}
                />
                {share !== null && <Sending share={share} />}
              </Section>
            )}
          </>
        )}
        {step === 'columns' && format && (
          <ColumnFields
            columns={columns}
            targets={format.columns}
            mapping={mapping}
            onChange={(header, name) => {
              setMapping({ ...mapping, [header]: name });
            }}
          />
        )}
        {step === 'options' && format && <OptionFields format={format} commandForm={commandForm} />}
        <Group>
          <Button type="submit" loading={isBusy}>
            {step === 'options' ? 'Preview' : 'Next'}
          </Button>
          {step !== 'file' && (
            <Button
              variant="default"
              disabled={isBusy}
              onClick={() => {
                go(back);
              }}
            >
              Back
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** Where in the sequence one is; the last step is a page of its own. */
function Steps({ step }: { step: Step }) {
  return (
    <Box component="ol" m={0} p={0} aria-label="Steps" className={classes.steps}>
      {[...STEPS, { key: 'preview', title: 'Preview' }].map(({ key, title }, place) => (
        <Text
          key={key}
          component="li"
          {...(key === step ? { 'aria-current': 'step', fw: 640 } : { c: 'dimmed' })}
        >
          {place + 1}. {title}
        </Text>
      ))}
    </Box>
  );
}

function Sending({ share }: { share: number }) {
  const percent = Math.floor(share * 100);
  return (
    <Stack gap={6}>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label="Sending the file" />
      </Progress.Root>
      <Text size="sm">{percent < 100 ? `${percent} % sent` : 'Sent; the server looks at it'}</Text>
    </Stack>
  );
}
