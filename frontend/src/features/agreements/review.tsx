import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { CommandDialog } from '@/components/command-dialog';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';

import classes from './agreement.module.css';

const AgreementApprove = graphql(`
  mutation AgreementApprove($input: AgreementApproveInput!) {
    agreementApprove(input: $input) {
      agreement {
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

const AgreementDecline = graphql(`
  mutation AgreementDecline($input: AgreementDeclineInput!) {
    agreementDecline(input: $input) {
      agreement {
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

interface ApproveProps {
  agreement: string;
  textSha256: string;
  number: string;
}

/** Have a legal officer approve exactly the text that is shown. */
export function Approve({ agreement, textSha256, number }: ApproveProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { run } = useCommand(AgreementApprove, (data) => data.agreementApprove);
  return (
    <>
      <Button onClick={open}>Approve the text</Button>
      <CommandDialog
        title={`Approve the text of ${number}`}
        confirmLabel="Approve"
        isOpen={isOpen}
        onClose={close}
        run={() => run({ agreement, textSha256 })}
        onDone={() => {
          toast(`You approved the text of ${number}.`);
        }}
      >
        <Text size="sm">
          You approve the text as it stands on this page, for your organisation. Once both legal offices have
          approved, it goes to the signatories. An approval cannot be taken back.
        </Text>
        <Text size="sm" component="div">
          Its digest (SHA-256): <span className={classes.digest}>{textSha256}</span>
        </Text>
      </CommandDialog>
    </>
  );
}

/** Have a party end the agreement, with a reason. */
export function Decline({ agreement, number }: { agreement: string; number: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { run } = useCommand(AgreementDecline, (data) => data.agreementDecline);
  return (
    <>
      <Button variant="default" onClick={open}>
        Decline…
      </Button>
      <CommandDialog
        title={`Decline ${number}`}
        confirmLabel="Decline the agreement"
        isDanger
        isOpen={isOpen}
        onClose={close}
        reason={{
          label: 'Why it is declined',
          description: 'Both organisations and the researcher read this.',
          isRequired: true,
        }}
        run={(reason) => run({ agreement, reason })}
        onDone={() => {
          toast(`${number} is declined.`);
        }}
      >
        <Text size="sm">
          This ends the agreement for good. What was approved stays approved and waits for another agreement;
          nothing can be shipped before that.
        </Text>
      </CommandDialog>
    </>
  );
}
