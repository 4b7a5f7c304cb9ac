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

const LineRecuse = graphql(`
  mutation LineRecuse($input: LineRecuseInput!) {
    lineRecuse(input: $input) {
      line {
        id
        commands
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

/** Vote on a line, or leave it to the others; consent that denies the use leaves no vote for it. */
export function Decide({ line }: { line: FragmentType<typeof DecideFields> }) {
  const { id, commands, listing, currentVerdict } = readFragment(DecideFields, line);
  const approval = useDisclosure(false);
  const refusal = useDisclosure(false);
  const recusal = useDisclosure(false);
  const approve = useCommand(LineApprove, (data) => data.lineApprove);
  const decline = useCommand(LineDecline, (data) => data.lineDecline);
  const recuse = useCommand(LineRecuse, (data) => data.lineRecuse);
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
      {commands.includes('RECUSE') && (
        <Button variant="subtle" onClick={recusal[1].open}>
          I have a conflict of interest…
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
          toast(`Your vote for ${listing.title} is counted.`);
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
          Your vote can be changed until the committee has decided; its decision cannot. When every line is
          decided, the agreement is drafted.
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
          toast(`Your vote against ${listing.title} is counted.`);
        }}
      >
        <Text size="sm">
          Once the committee has declined, what was held is free again for others. Your vote can be changed
          until then; its decision cannot.
        </Text>
      </CommandDialog>
      <CommandDialog
        title={`Leave ${listing.title} to the others`}
        confirmLabel="Leave it to the others"
        isDanger
        isOpen={recusal[0]}
        onClose={recusal[1].close}
        reason={{
          label: 'What conflict there is',
          description: 'The committee reads it.',
          isRequired: true,
        }}
        run={(reason) => recuse.run({ line: id, reason })}
        onDone={() => {
          toast('The others of the committee decide.');
        }}
      >
        <Text size="sm">
          You then vote on nothing of this request, and votes you have cast count no more. This cannot be
          taken back.
        </Text>
      </CommandDialog>
    </Group>
  );
}
