import { Grid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { Callout } from '@/components/callout';
import { GateChecklist } from '@/components/gate-checklist';
import { ListingKindLabel, pieceOf } from '@/components/listing-kind';
import { ListingVerdict } from '@/components/listing-verdict';
import { DueMoment, Moment } from '@/components/moment';
import { Section } from '@/components/section';
import { LineStateBadge } from '@/components/states/line-state';
import { VERDICTS } from '@/components/verdict-badge';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { IncomingLineFieldsFragment } from '@/graphql/graphql';
import { count } from '@/lib/format';

import { Ballot } from './ballot';
import { Decide } from './decide';
import { ChosenLots } from './chosen-lots';

const IncomingLineFields = graphql(`
  fragment IncomingLineFields on RequestLine {
    id
    quantity
    state
    verdict
    holdExpiresAt
    commands
    listing {
      id
      kind
      title
      warning
    }
    lots {
      ...ChosenLotFields
    }
    currentVerdict {
      verdict
      ...ListingVerdictFields
    }
    decision {
      isApproval
      reason
      createdAt
      person {
        id
        fullName
      }
    }
    ballot {
      ...BallotFields
    }
    gate {
      ...GateFields
    }
    ...DecideFields
  }
`);

/** One line of an incoming request: what is asked for, whether it may be, and what stands before its release. */
export function LineCard({ line }: { line: FragmentType<typeof IncomingLineFields> }) {
  const found = readFragment(IncomingLineFields, line);
  const { listing, quantity, state, lots, commands, holdExpiresAt, currentVerdict, gate } = found;
  return (
    <Section
      title={listing.title}
      lead={
        <>
          <ListingKindLabel kind={listing.kind} />
          {count(quantity, pieceOf(listing.kind))} asked for
          {holdExpiresAt && (
            <>
              , held until <DueMoment iso={holdExpiresAt} />
            </>
          )}
        </>
      }
      actions={<LineStateBadge state={state} />}
    >
      {listing.warning !== '' && (
        <Callout tone="attention" icon={IconAlertTriangle} title={listing.warning} />
      )}
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack gap="lg">
            <div>
              <Title order={3} mb="xs">
                Consent and purpose
              </Title>
              <ListingVerdict verdict={currentVerdict} />
              <OnSubmission line={found} />
            </div>
            <DecisionNote line={found} />
            {state === 'REQUESTED' && found.ballot && <Ballot ballot={found.ballot} />}
            {commands.length > 0 && <Decide line={found} />}
            {lots.length > 0 && <ChosenLots lots={lots} name={listing.title} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Title order={3} mb="xs">
            Before it may leave
          </Title>
          <GateChecklist gate={gate} name={listing.title} />
        </Grid.Col>
      </Grid>
    </Section>
  );
}

/** What the consent match said when it was asked for, where it says something else now. */
function OnSubmission({ line: { verdict, currentVerdict } }: { line: IncomingLineFieldsFragment }) {
  if (verdict === null || verdict === currentVerdict.verdict) return null;
  return (
    <Text size="sm" mt="xs">
      On submission it was: {VERDICTS[verdict].label.toLowerCase()}.
    </Text>
  );
}

function DecisionNote({ line: { decision } }: { line: IncomingLineFieldsFragment }) {
  if (!decision) return null;
  return (
    <div>
      <Title order={3} mb="xs">
        Decision of the committee
      </Title>
      <Text size="sm">
        {decision.isApproval ? 'Approved' : 'Declined'} by{' '}
        {decision.person ? decision.person.fullName : 'the committee’s rules'},{' '}
        <Moment iso={decision.createdAt} />
      </Text>
      {decision.reason !== '' && <Text size="sm">“{decision.reason}”</Text>}
    </div>
  );
}
