import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';

import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import type { FormId } from '@/graphql/graphql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

const AgreementRedraft = graphql(`
  mutation AgreementRedraft($input: AgreementRedraftInput!) {
    agreementRedraft(input: $input) {
      agreements {
        id
        number
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

const FORMS = {
  LETTER: 'Letter agreement, for what nobody can trace to a person',
  OPEN_LETTER: 'Open-material letter, for what is on open terms',
  UBMTA_LETTER: 'Implementing letter under the UBMTA',
  MATERIAL_TRANSFER:
    'Material transfer agreement, for what is proprietary, confidential, modified or chemical',
  HUMAN_MATERIAL: 'Human-material transfer agreement, for coded human material',
  MATERIAL_AND_DATA: 'Human-material and data agreement, for identifiable data with it',
  DATA_USE: 'Data use agreement, for data without material',
  EQUIPMENT_USE: 'Equipment-use agreement, for what is used in place',
  COLLABORATION: 'Collaboration agreement, where rights in results are negotiated',
  LICENCE: 'Licence, for software, methods and technology',
  CONFIDENTIALITY: 'Confidentiality agreement, for information alone',
  DEPOSIT: 'Deposit agreement, for a repository that passes items on',
  SCHEDULE: 'Schedule, under a master agreement or the terms of a network',
} as const satisfies Record<Exclude<FormId, 'SOUTH_AFRICAN'>, string>;

interface RedraftProps {
  agreement: string;
  number: string;
}

/** Have a legal officer of the provider draft another agreement for the lines of this one. */
export function Redraft({ agreement, number }: RedraftProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={open}>Draft another agreement…</Button>
      <Modal opened={isOpen} onClose={close} title={`Another agreement in place of ${number}`} size="lg">
        <RedraftForm agreement={agreement} onClose={close} />
      </Modal>
    </>
  );
}

function RedraftForm({ agreement, onClose }: { agreement: string; onClose: () => void }) {
  const navigate = useNavigate();
  const { run } = useCommand(AgreementRedraft, (data) => data.agreementRedraft);
  const { form, problems, isBusy, element, submit } = useCommandForm<{ form: FormId | ''; reason: string }>({
    initialValues: { form: '', reason: '' },
    validate: { reason: (value) => (value.trim() === '' ? 'Say why; it is kept with the agreement.' : null) },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(
        (values) =>
          run({
            agreement,
            form: values.form === '' ? null : values.form,
            reason: values.reason.trim(),
          }),
        ({ agreements }) => {
          onClose();
          const [first] = agreements ?? [];
          if (!first) return;
          toast(`${first.number} is drafted.`);
          void navigate({ to: '/agreements/$agreementId', params: { agreementId: first.id } });
        },
      )}
    >
      <Stack>
        <ProblemAlert problems={problems} title="Nothing was drafted" />
        <Text size="sm">
          The lines that wait for an agreement get a new one. Both legal offices review its text anew.
        </Text>
        <NativeSelect label="Form" {...form.getInputProps('form')}>
          <option value="">As the rules choose today</option>
          {Object.entries(FORMS).map(([key, title]) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </NativeSelect>
        <Textarea
          label="Why"
          description="And why this form, if you name one. Both sides read it."
          required
          autosize
          minRows={3}
          maxLength={2000}
          {...form.getInputProps('reason')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} disabled={isBusy}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Draft it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
