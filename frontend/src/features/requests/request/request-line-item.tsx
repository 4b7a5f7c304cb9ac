import { Group, Stack, Text } from '@mantine/core';

import { GateChecklist } from '@/components/gate-checklist';
import { pieceOf } from '@/components/listing-kind';
import { TextLink } from '@/components/links';
import { DayOf, DueMoment } from '@/components/moment';
import { ReasonList } from '@/components/reason-list';
import { LineStateBadge } from '@/components/states/line-state';
import { VerdictBadge } from '@/components/verdict-badge';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { Nudge } from '@/features/requests/request/nudge';
import { graphql } from '@/graphql/gql';
import type { RequestLineFieldsFragment } from '@/graphql/graphql';
import { count } from '@/lib/format';

import classes from '@/features/requests/requests.module.css';

const RequestLineFields = graphql(`
  fragment RequestLineFields on RequestLine {
    id
    quantity
    state
    commands
    verdict
    holdExpiresAt
    reasons {
      code
      ...ReasonFields
    }
    listing {
      id
      title
      kind
    }
    lots {
      quantity
      lot {
        id
        code
      }
    }
    decision {
      isApproval
      reason
      createdAt
    }
    gate {
      ...GateFields
    }
  }
`);

/** Lines of these states wait for their gate; for the others it is history or will never come. */
const AT_THE_GATE = ['REQUESTED', 'APPROVED'];

/** One line: how it stands, what was decided, and what must be in order before it is shipped. */
export function RequestLineItem({ line }: { line: FragmentType<typeof RequestLineFields> }) {
  const found = readFragment(RequestLineFields, line);
  const { listing, lots, quantity, state, holdExpiresAt } = found;
  return (
    <div className={classes.line}>
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} flex="1 1 18rem" miw={0}>
          <TextLink to="/listings/$listingId" params={{ listingId: listing.id }} search={{}} fw={600}>
            {listing.title}
          </TextLink>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {count(quantity, pieceOf(listing.kind))}
            {lots.length > 0 && `: ${lots.map(({ lot }) => lot.code).join(', ')}`}
          </Text>
          {holdExpiresAt && AT_THE_GATE.includes(state) && (
            <Text size="sm" c="dimmed">
              Held for you until <DueMoment iso={holdExpiresAt} />
            </Text>
          )}
        </Stack>
        <LineStateBadge state={state} />
      </Group>
      <LineVerdict line={found} />
      {found.commands.includes('NUDGE') && <Nudge line={found.id} title={listing.title} />}
      {AT_THE_GATE.includes(state) && <GateChecklist gate={found.gate} name={listing.title} />}
    </div>
  );
}

function LineVerdict({ line: { verdict, reasons, decision } }: { line: RequestLineFieldsFragment }) {
  return (
    <Stack gap="xs" align="flex-start">
      {verdict && <VerdictBadge verdict={verdict} />}
      <ReasonList reasons={reasons} />
      {decision && (
        <Text size="sm">
          The committee {decision.isApproval ? 'approved' : 'declined'} it on{' '}
          <DayOf iso={decision.createdAt} />
          {decision.reason === '' ? '.' : `: ${decision.reason}`}
        </Text>
      )}
    </Stack>
  );
}
