import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed, IconCircleDotted, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { Moment } from '@/components/moment';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { SidesFieldsFragment } from '@/graphql/graphql';

import { approvalState, signatureState, type ActState } from './standing';
import classes from './agreement.module.css';

const SidesFields = graphql(`
  fragment SidesFields on Agreement {
    state
    provider {
      id
      name
    }
    recipient {
      id
      name
    }
    approvals {
      organisation {
        id
      }
      person {
        id
        fullName
      }
      createdAt
    }
    signatures {
      organisation {
        id
      }
      person {
        id
        fullName
      }
      intent
      createdAt
      sealedAt
    }
  }
`);

const ICONS = {
  DONE: IconCircleCheckFilled,
  AWAITED: IconCircleDashed,
  LATER: IconCircleDotted,
  DROPPED: IconCircleX,
} as const satisfies Record<ActState, unknown>;

/** What each side has done and what it still has to do. */
export function Sides({ agreement }: { agreement: FragmentType<typeof SidesFields> }) {
  const found = readFragment(SidesFields, agreement);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Side title="Provider" organisation={found.provider} agreement={found} />
      <Side title="Recipient" organisation={found.recipient} agreement={found} />
    </SimpleGrid>
  );
}

interface SideProps {
  title: string;
  organisation: { id: string; name: string };
  agreement: SidesFieldsFragment;
}

function Side({ title, organisation, agreement }: SideProps) {
  const isOurs = (act: { organisation: { id: string } }) => act.organisation.id === organisation.id;
  const approval = agreement.approvals.find(isOurs);
  const signature = agreement.signatures.find(isOurs);
  return (
    <Paper component="section" aria-label={`${title}: ${organisation.name}`}>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Title order={2} size="h3" mb={4}>
        {organisation.name}
      </Title>
      <ul className={classes.acts}>
        <Act
          title="Legal office approves the text"
          state={approvalState(agreement, organisation.id)}
          droppedNote="Not approved"
        >
          {approval && (
            <>
              {approval.person.fullName}, <Moment iso={approval.createdAt} />
            </>
          )}
        </Act>
        <Act
          title="Authorised signatory signs"
          state={signatureState(agreement, organisation.id)}
          droppedNote="Not signed"
        >
          {signature && (
            <>
              <div>
                {signature.person.fullName}, <Moment iso={signature.createdAt} />
              </div>
              <div>
                {signature.sealedAt ? (
                  <>
                    Sealed <Moment iso={signature.sealedAt} />
                  </>
                ) : (
                  'The seal is being put in place'
                )}
              </div>
            </>
          )}
        </Act>
      </ul>
    </Paper>
  );
}

interface ActProps {
  title: string;
  state: ActState;
  droppedNote: string;
  children: ReactNode;
}

function Act({ title, state, droppedNote, children }: ActProps) {
  const Icon = ICONS[state];
  const notes = { DONE: null, AWAITED: 'Now', LATER: 'Later', DROPPED: droppedNote };
  return (
    <li className={classes.act}>
      <Icon className={classes.icon} data-state={state} size={22} aria-hidden />
      <div>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="sm" c={state === 'DONE' ? undefined : 'dimmed'} component="div">
          {notes[state] ?? children}
        </Text>
      </div>
    </li>
  );
}
