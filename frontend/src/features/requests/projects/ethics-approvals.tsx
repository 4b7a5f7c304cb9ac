import { Button, Checkbox, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { AnswerView } from '@/components/answer-view';
import { EthicsApprovalForm } from '@/features/requests/projects/ethics-approval-form';
import { graphql } from '@/graphql/gql';
import { countryName, day } from '@/lib/format';
import { toast } from '@/lib/toast';
import { useAnswer } from '@/lib/use-answer';
import { useMay } from '@/lib/viewer';

const EthicsApprovalsQuery = graphql(`
  query EthicsApprovals {
    ethicsApprovals(first: 100) {
      edges {
        node {
          id
          committee
          number
          countryCode
          validFrom
          validUntil
          isInForce
          organisation {
            id
          }
        }
      }
    }
  }
`);

interface EthicsApprovalsProps {
  /** Id of the organisation that the project belongs to. */
  organisation: string;
  /** Ids of those that the project names. */
  value?: string[];
  onChange?: (value: string[]) => void;
  error?: ReactNode;
}

/** Choose among the organisation's ethics approvals on record, or register one. */
export function EthicsApprovals({ organisation, value = [], onChange, error }: EthicsApprovalsProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const mayRegister = useMay('REGISTER_ETHICS');
  const answer = useAnswer(EthicsApprovalsQuery, {}, { typenames: ['EthicsApproval'] });
  return (
    <Stack align="flex-start">
      <AnswerView answer={answer}>
        {({ ethicsApprovals }) => {
          const approvals = ethicsApprovals.edges
            .map(({ node }) => node)
            .filter((approval) => approval.organisation.id === organisation);
          if (approvals.length === 0) {
            return <Text size="sm">No ethics approval of this organisation is on record yet.</Text>;
          }
          return (
            <Checkbox.Group
              label="Approvals that cover this project"
              value={value}
              onChange={onChange}
              error={error}
            >
              <Stack gap="xs" mt="xs">
                {approvals.map(({ id, number, committee, countryCode, validFrom, validUntil, isInForce }) => (
                  <Checkbox
                    key={id}
                    value={id}
                    label={`${number}, ${committee}`}
                    description={`${countryName(countryCode)}, ${day(validFrom)} to ${day(validUntil)}${
                      isInForce ? '' : '; not in force today'
                    }`}
                  />
                ))}
              </Stack>
            </Checkbox.Group>
          );
        }}
      </AnswerView>
      {mayRegister && (
        <Button variant="default" onClick={open} leftSection={<IconPlus size={18} aria-hidden />}>
          Register an approval
        </Button>
      )}
      <Modal opened={isOpen} onClose={close} title="Register an ethics approval" size="lg">
        <EthicsApprovalForm
          organisation={organisation}
          onDone={(id) => {
            onChange?.([...value, id]);
            toast('The ethics approval is on record.');
            close();
          }}
        />
      </Modal>
    </Stack>
  );
}
