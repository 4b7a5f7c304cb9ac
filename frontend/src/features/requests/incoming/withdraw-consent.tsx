import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { Callout } from '@/components/callout';
import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

const ConsentWithdraw = graphql(`
  mutation ConsentWithdraw($input: ConsentWithdrawInput!) {
    consentWithdraw(input: $input) {
      consent {
        id
        status
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

interface WithdrawConsentProps {
  consent: string;
  /** The provider’s name for the donor. */
  donor: string;
  isOpen: boolean;
  onClose: () => void;
}

/** Enter that a donor has withdrawn, once the right donor is named again. */
export function WithdrawConsent({ consent, donor, isOpen, onClose }: WithdrawConsentProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Donor ${donor} has withdrawn`} size="lg">
      <WithdrawForm consent={consent} donor={donor} onClose={onClose} />
    </Modal>
  );
}

function WithdrawForm({ consent, donor, onClose }: Omit<WithdrawConsentProps, 'isOpen'>) {
  const { run } = useCommand(ConsentWithdraw, (data) => data.consentWithdraw);
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { donor: '', reason: '' },
    validate: {
      donor: (value) => (value.trim() === donor ? null : `Type ${donor}, the donor whose consent this is.`),
    },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(
        ({ reason }) => run({ consent, reason: reason.trim() === '' ? null : reason.trim() }),
        () => {
          toast(`The withdrawal of donor ${donor} is entered.`);
          onClose();
        },
      )}
    >
      <Stack>
        <ProblemAlert problems={problems} />
        <Callout tone="negative" icon={IconAlertTriangle} title="This is for good, and takes effect at once">
          No specimen of this donor leaves the building any more, on no request and whoever approved it. What
          is held for requests is stopped, and everybody concerned is told. It cannot be taken back.
        </Callout>
        <TextInput
          label="Name the donor again"
          description={`Type ${donor} to show that it is the right one.`}
          required
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('donor')}
        />
        <Textarea
          label="Reason"
          description="For the audit trail. It must not say who the donor is."
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps('reason')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} disabled={isBusy}>
            Cancel
          </Button>
          <Button type="submit" color="red.8" loading={isBusy}>
            Enter the withdrawal
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
