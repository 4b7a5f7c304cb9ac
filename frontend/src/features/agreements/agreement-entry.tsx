import { Text } from '@mantine/core';

import { Entry } from '@/components/entry-list';
import { TextLink } from '@/components/links';
import { AgreementStateBadge } from '@/components/states/agreement-state';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { distance, list } from '@/lib/format';
import { useNow } from '@/lib/use-now';

import { lastMovedAt } from './standing';

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
  const movedAt = lastMovedAt(found);
  const now = useNow();
  return (
    <Entry
      link={
        <TextLink to="/agreements/$agreementId" params={{ agreementId: found.id }}>
          {found.number} · {found.formTitle || 'No form chosen yet'}
        </TextLink>
      }
      badge={<AgreementStateBadge state={found.state} />}
      aside={movedAt && `Last moved ${distance(movedAt, now)}`}
    >
      <div>
        {found.provider.name} → {found.recipient.name}
      </div>
      {found.whoseTurn.length > 0 && (
        <div>
          <Text span size="sm" fw={600}>
            Next:
          </Text>{' '}
          {list(found.whoseTurn)}
          {found.commands.length > 0 && ' — you can act'}
        </div>
      )}
    </Entry>
  );
}
