import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';

import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import { COUNTRIES } from '@/lib/countries';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

const EthicsApprovalRegister = graphql(`
  mutation EthicsApprovalRegister($input: EthicsApprovalRegisterInput!) {
    ethicsApprovalRegister(input: $input) {
      ethicsApproval {
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

const useEthicsApprovalRegister = () =>
  useCommand(EthicsApprovalRegister, (data) => data.ethicsApprovalRegister);

interface EthicsApprovalFormProps {
  organisation: string;
  /** Called with the id of the approval. */
  onDone: (id: string) => void;
}

/** Put an ethics approval on record. It stands in a dialog above another form, so its events must end here. */
export function EthicsApprovalForm({ organisation, onDone }: EthicsApprovalFormProps) {
  const { run } = useEthicsApprovalRegister();
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { committee: '', number: '', countryCode: '', scope: '', validFrom: '', validUntil: '' },
    validate: {
      committee: (value) => (value.trim() === '' ? 'Name the committee.' : null),
      number: (value) => (value.trim() === '' ? 'Enter the committee’s number of the approval.' : null),
      countryCode: (value) => (value === '' ? 'Choose the committee’s country.' : null),
      validFrom: (value) => (value === '' ? 'Enter the first day.' : null),
      validUntil: (value, { validFrom }) =>
        value === ''
          ? 'Enter the last day.'
          : value < validFrom
            ? 'The last day comes before the first.'
            : null,
    },
  });
  const save = submit(
    (values) => run({ organisation, ...values }),
    ({ ethicsApproval }) => {
      if (ethicsApproval) onDone(ethicsApproval.id);
    },
  );
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.stopPropagation();
        save(event);
      }}
    >
      <Stack>
        <ProblemAlert problems={problems} title="Not registered" />
        <Text size="sm">
          What is registered is never changed. A renewal is registered as an approval of its own.
        </Text>
        <TextInput label="Committee" required {...form.getInputProps('committee')} />
        <Group grow align="flex-start">
          <TextInput label="Number" required {...form.getInputProps('number')} />
          <Select
            label="Country"
            required
            searchable
            allowDeselect={false}
            data={COUNTRIES}
            nothingFoundMessage="No such country"
            {...form.getInputProps('countryCode')}
          />
        </Group>
        <Textarea
          label="What was approved"
          description="One or two sentences."
          autosize
          minRows={2}
          {...form.getInputProps('scope')}
        />
        <Group grow align="flex-start">
          <TextInput type="date" label="First day" required {...form.getInputProps('validFrom')} />
          <TextInput type="date" label="Last day" required {...form.getInputProps('validUntil')} />
        </Group>
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy}>
            Register
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
