import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { CommandDialog } from '@/components/command-dialog';
import { ReasonList } from '@/components/reason-list';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';

const DecideFields = graphql(`
  fragment DecideFields on RequestLine {
    id
    commands
    listing {
      id
      title
    }
    currentVerdict {
      verdict
      reasons {
        code
        ...ReasonFields
      }
    }
  }
`);

const LineApprove = graphql(`
  mutation LineApprove($input: LineApproveInput!) {
    lineApprove(input: $input) {
      line {
        id
        part {
          id
          agreements {
            id
          }
        }
        gate {
          isGreen
        }
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

const LineDecline = graphql(`
  mutation LineDecline($input: LineDeclineInput!) {
    lineDecline(input: $input) {
      line {
        id
        part {
          id
          agreements {
            id
          }
        }
        gate {
          isGreen
        }
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

/** Have the committee approve or decline a line; consent that denies the use leaves only the second. */
export function Decide({ line }: { line: FragmentType<typeof DecideFields> }) {
  const { id, commands, listing, currentVerdict } = readFragment(DecideFields, line);
  const approval = useDisclosure(false);
  const refusal = useDisclosure(false);
  const approve = useCommand(LineApprove, (data) => data.lineApprove);
  const decline = useCommand(LineDecline, (data) => data.lineDecline);
  const isManual = currentVerdict.verdict === 'MANUAL';
  const mayApprove = commands.includes('APPROVE') && currentVerdict.verdict !== 'DENY';
  return (
    <Group gap="sm">
      {mayApprove && <Button onClick={approval[1].open}>Approve…</Button>}
      {commands.includes('DECLINE') && (
        <Button variant="default" onClick={refusal[1].open}>
          Decline…
        </Button>
      )}
      <CommandDialog
        title={`Approve ${listing.title}`}
        confirmLabel="Approve"
        isOpen={approval[0]}
        onClose={approval[1].close}
        reason={{
          label: isManual ? 'Why it is allowed' : 'Reason',
          description: 'It is kept with the decision; the researcher reads it.',
          isRequired: isManual,
        }}
        run={(reason) => approve.run({ line: id, reason: reason === '' ? null : reason })}
        onDone={() => {
          toast(`${listing.title} is approved.`);
        }}
      >
        {isManual && (
          <div>
            <Text size="sm" mb="xs">
              The consent leaves this to a person:
            </Text>
            <ReasonList reasons={currentVerdict.reasons} />
          </div>
        )}
        <Text size="sm">
          The committee’s decision cannot be changed afterwards. When every line is decided, the agreement is
          drafted.
        </Text>
      </CommandDialog>
      <CommandDialog
        title={`Decline ${listing.title}`}
        confirmLabel="Decline"
        isDanger
        isOpen={refusal[0]}
        onClose={refusal[1].close}
        reason={{
          label: 'Why it is declined',
          description: 'The researcher reads it.',
          isRequired: true,
        }}
        run={(reason) => decline.run({ line: id, reason })}
        onDone={() => {
          toast(`${listing.title} is declined.`);
        }}
      >
        <Text size="sm">
          What was held for it is free again for others. The committee’s decision cannot be changed
          afterwards.
        </Text>
      </CommandDialog>
    </Group>
  );
}
