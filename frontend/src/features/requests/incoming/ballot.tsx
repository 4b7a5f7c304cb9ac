import { Text, Title } from '@mantine/core';

import { Day, Moment } from '@/components/moment';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { BallotFieldsFragment } from '@/graphql/graphql';
import { count } from '@/lib/format';

const BallotFields = graphql(`
  fragment BallotFields on Ballot {
    able
    dueOn
    rules {
      votesNeeded
      quorum
      isChairFinal
    }
    votes {
      isApproval
      reason
      createdAt
      person {
        id
        fullName
      }
    }
  }
`);

/** How far the committee is with a line: what decides, until when, and how its members have voted. */
export function Ballot({ ballot }: { ballot: FragmentType<typeof BallotFields> }) {
  const found = readFragment(BallotFields, ballot);
  return (
    <div>
      <Title order={3} mb="xs">
        Votes of the committee
      </Title>
      <Text size="sm">{whatDecides(found)}</Text>
      <Text size="sm">
        To be decided by <Day iso={found.dueOn} />.
      </Text>
      {found.able < found.rules.quorum && (
        <Text size="sm" fw={600}>
          Only {count(found.able, 'member')} may decide, as the others have a conflict of interest. Further
          members must be appointed, or the committee’s rules changed.
        </Text>
      )}
      {found.votes.length === 0 ? (
        <Text size="sm">Nobody has voted yet.</Text>
      ) : (
        <ul>
          {found.votes.map((vote) => (
            <li key={vote.person.id}>
              <Text size="sm" component="span">
                {vote.person.fullName}: {vote.isApproval ? 'for it' : 'against it'},{' '}
                <Moment iso={vote.createdAt} />
                {vote.reason !== '' && `. “${vote.reason}”`}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function whatDecides({ able, rules: { votesNeeded, quorum, isChairFinal } }: BallotFieldsFragment): string {
  if (quorum === 1) return 'The first vote decides.';
  const chair = isChairFinal ? ' The chair’s vote then has the final word.' : '';
  return `${count(votesNeeded, 'vote')} of one kind decide once ${quorum} of ${able} members have voted.${chair}`;
}
