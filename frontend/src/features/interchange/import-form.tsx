import {
  Button,
  FileInput,
  Group,
  NativeSelect,
  Progress,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import { Section } from '@/components/section';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { ImportFormatFieldsFragment } from '@/graphql/graphql';
import { announce } from '@/lib/announcements';
import type { Outcome } from '@/lib/outcome';
import type { UnitChoice } from '@/lib/units';
import { upload } from '@/lib/upload';
import { useCommand } from '@/lib/use-command';
import { useCommandForm, type CommandForm } from '@/lib/use-command-form';

import { endingsOf, fileProblem } from './file-check';
import { FormatColumns } from './format-columns';
import { atTheirOptions, emptyOptions, givenOptions } from './options';

const ImportFormatFields = graphql(`
  fragment ImportFormatFields on ImportFormat {
    key
    title
    description
    accept
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

type Format = ImportFormatFieldsFragment;

interface Values extends Record<string, unknown> {
  unit: string;
  format: string;
  options: Record<string, string>;
  file: File | null;
}

interface ImportFormProps {
  formats: readonly FragmentType<typeof ImportFormatFields>[];
  units: readonly UnitChoice[];
}

/** Ask for unit, format, file and what the format wants to know besides; send the file and start. */
export function ImportForm({ formats, units }: ImportFormProps) {
  const all = readFragment(ImportFormatFields, formats);
  const [share, setShare] = useState<number | null>(null);
  const navigate = useNavigate();
  const { run } = useCommand(ImportStart, (data) => data.importStart);
  const formatOf = (key: string) => all.find((each) => each.key === key);
  const commandForm = useCommandForm<Values>({
    initialValues: {
      unit: units.length === 1 ? (units[0]?.id ?? '') : '',
      format: '',
      options: {},
      file: null,
    },
    validate: (values) => validate(values, formatOf(values.format)),
  });
  const { form, problems, isBusy, element, submit } = commandForm;
  const format = formatOf(form.values.format);

  const start = async (values: Values): Promise<Outcome<string>> => {
    if (!values.file) return { ok: false, problems: [] };
    announce('Sending the file.');
    const sent = await upload(values.file, setShare);
    setShare(null);
    if (!sent.ok) return sent;
    const outcome = await run({
      upload: sent.value.id,
      unit: values.unit,
      format: values.format,
      options: JSON.stringify(givenOptions(values.options)),
    });
    if (!outcome.ok) return { ok: false, problems: atTheirOptions(outcome.problems) };
    return { ok: true, value: outcome.value.importRun?.id ?? '' };
  };

  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(start, (runId) => void navigate({ to: '/imports/$runId', params: { runId } }))}
    >
      <Stack gap="lg">
        <ProblemAlert problems={problems} title="Not imported" />
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
        {format && (
          <>
            <FormatColumns format={format} />
            {format.options.length > 0 && <OptionFields format={format} commandForm={commandForm} />}
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
              <Group>
                <Button type="submit" loading={isBusy}>
                  Import
                </Button>
              </Group>
            </Section>
          </>
        )}
      </Stack>
    </form>
  );
}

/** Return what is missing or cannot be, by field. */
function validate(values: Values, format: Format | undefined): Record<string, string | null> {
  const missing =
    format?.options.filter(({ key, required }) => required && !values.options[key]?.trim()) ?? [];
  return {
    unit: values.unit === '' ? 'Choose a unit.' : null,
    format: format ? null : 'Choose a format.',
    file: format ? fileProblem(values.file, format.accept) : null,
    ...Object.fromEntries(missing.map(({ key }) => [`options.${key}`, 'This is needed.'])),
  };
}

function FormatPicker({
  formats,
  commandForm,
}: {
  formats: readonly Format[];
  commandForm: CommandForm<Values>;
}) {
  const { form } = commandForm;
  return (
    <Radio.Group
      label="Format"
      required
      value={form.values.format}
      error={form.errors.format}
      onChange={(key) => {
        const chosen = formats.find((each) => each.key === key);
        form.setValues({ format: key, options: emptyOptions(chosen?.options ?? []) });
        form.clearErrors();
      }}
    >
      <Stack gap="sm" mt="xs">
        {formats.map(({ key, title, description }) => (
          <Radio key={key} value={key} label={title} description={description} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function OptionFields({ format, commandForm }: { format: Format; commandForm: CommandForm<Values> }) {
  return (
    <Section title="What the file does not say">
      {format.options.map(({ key, title, description, required, isLong }) => {
        const props = {
          label: title,
          description: description || undefined,
          required,
          ...commandForm.form.getInputProps(`options.${key}`),
        };
        return isLong ? (
          <Textarea key={key} autosize minRows={3} maxRows={12} {...props} />
        ) : (
          <TextInput key={key} maxLength={500} {...props} />
        );
      })}
    </Section>
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
