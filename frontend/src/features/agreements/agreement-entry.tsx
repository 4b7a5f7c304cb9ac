import { Badge, Text } from '@mantine/core';

import { Entry } from '@/components/entry-list';
import { TextLink } from '@/components/links';
import { DayOf } from '@/components/moment';
import { AgreementStateBadge } from '@/components/states/agreement-state';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { distance } from '@/lib/format';
import { useNow } from '@/lib/use-now';

import { isMyTurn, lastMovedAt, turnSentence } from './standing';

const AgreementEntryFields = graphql(`
  fragment AgreementEntryFields on Agreement {
    id
    number
    formTitle
    state
    provider {
      id
      name
    }
    recipient {
      id
      name
    }
    whoseTurn
    commands
    executedAt
    approvals {
      createdAt
    }
    signatures {
      createdAt
    }
    documents {
      createdAt
    }
  }
`);

/** An agreement in the inbox: between whom, whose turn it is, and since when. */
export function AgreementEntry({ agreement }: { agreement: FragmentType<typeof AgreementEntryFields> }) {
  const found = readFragment(AgreementEntryFields, agreement);
  return (
    <Entry
      link={
        <TextLink to="/agreements/$agreementId" params={{ agreementId: found.id }}>
          {found.number} · {found.formTitle || 'No form chosen yet'}
        </TextLink>
      }
      badge={
        <>
          <AgreementStateBadge state={found.state} />
          {isMyTurn(found.commands) && <Badge variant="filled">Your turn</Badge>}
        </>
      }
      aside={<Age executedAt={found.executedAt} movedAt={lastMovedAt(found)} />}
    >
      <div>
        {found.provider.name} → {found.recipient.name}
      </div>
      {found.whoseTurn.length > 0 && (
        <div>
          <Text span size="sm" fw={600}>
            Next:
          </Text>{' '}
          {turnSentence(found.whoseTurn)}
        </div>
      )}
    </Entry>
  );
}

/** When it was executed, or how long it has been where it is. */
function Age({ executedAt, movedAt }: { executedAt: string | null; movedAt: string | undefined }) {
  const now = useNow();
  if (executedAt) {
    return (
      <>
        Executed on <DayOf iso={executedAt} />
      </>
    );
  }
  return movedAt && `Last moved ${distance(movedAt, now)}`;
}
