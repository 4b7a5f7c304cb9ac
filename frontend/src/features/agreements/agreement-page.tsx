import { Anchor, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { BackLink, TextLink } from '@/components/links';
import { Moment } from '@/components/moment';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { Section } from '@/components/section';
import { PageSkeleton } from '@/components/skeletons';
import { AgreementStateBadge } from '@/components/states/agreement-state';
import { graphql } from '@/graphql/gql';
import type { AgreementQuery as AgreementAnswer } from '@/graphql/graphql';
import { usePolledAnswer } from '@/lib/use-polled-answer';
import { useSignedInViewer } from '@/lib/viewer';

import { Choice } from './choice';
import { ClauseContents, ClauseText } from './clauses';
import { Documents } from './documents';
import { Schedule } from './schedule';
import { Sides } from './sides';
import { isWithPlatform, turnSentence } from './standing';
import { YOUR_PART, YourPart } from './your-part';
import classes from './agreement.module.css';

const AgreementQuery = graphql(`
  query Agreement($id: ID!) {
    agreement(id: $id) {
      id
      number
      state
      provider {
        id
        name
      }
      recipient {
        id
        name
      }
      formKey
      formTitle
      clauses {
        id
        ...ClauseFields
      }
      items {
        ...ScheduleFields
      }
      documents {
        sequence
        ...DocumentFields
      }
      evidence {
        ...EvidenceFields
      }
      signatures {
        createdAt
        sealedAt
        organisation {
          id
        }
      }
      executedAt
      declineReason
      whoseTurn
      commands
      part {
        id
        request {
          id
          number
          requester {
            id
          }
        }
      }
      ...ChoiceFields
      ...SidesFields
      ...YourPartFields
    }
  }
`);

type Agreement = NonNullable<AgreementAnswer['agreement']>;

const route = getRouteApi('/agreements/$agreementId');

/** One agreement: its text, who approved, who signed, who must act. */
export function AgreementPage() {
  const { agreementId } = route.useParams();
  const answer = usePolledAnswer(
    AgreementQuery,
    { id: agreementId },
    ({ agreement }) => agreement !== null && isWithPlatform(agreement),
  );
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ agreement }) => (agreement ? <AgreementView agreement={agreement} /> : <NotFoundPage />)}
    </AnswerView>
  );
}

function AgreementView({ agreement }: { agreement: Agreement }) {
  const { number, formTitle, provider, recipient, state, clauses, items, documents, evidence, part } =
    agreement;
  return (
    <Page
      title={formTitle || 'No form chosen yet'}
      back={<BackLink to="/agreements">Agreements</BackLink>}
      eyebrow={
        <Text size="sm" c="dimmed">
          Agreement {number}
        </Text>
      }
      lead={`Between ${provider.name}, which provides, and ${recipient.name}, which receives.`}
      actions={<AgreementStateBadge state={state} />}
    >
      <Turn agreement={agreement} />
      <Sides agreement={agreement} />
      <div className={classes.columns}>
        <Stack gap="lg">
          <Choice agreement={agreement} />
          {clauses.length > 0 && (
            <Section title="The text">
              <ClauseText clauses={clauses} />
            </Section>
          )}
          <Schedule items={items} number={number} />
          <YourPart agreement={agreement} />
        </Stack>
        <Stack gap="lg" className={classes.side}>
          <Section title="Documents">
            <Documents documents={documents} evidence={evidence} number={number} />
          </Section>
          {clauses.length > 0 && <ClauseContents clauses={clauses} />}
          {part && <RequestLink part={part} />}
        </Stack>
      </div>
    </Page>
  );
}

/** The way to the request, for those who may see it. */
function RequestLink({ part: { id, request } }: { part: NonNullable<Agreement['part']> }) {
  const isMine = useSignedInViewer().id === request.requester.id;
  return (
    <Text size="sm">
      It belongs to request{' '}
      {isMine ? (
        <TextLink to="/requests/$requestId" params={{ requestId: request.id }} size="sm">
          {request.number}
        </TextLink>
      ) : (
        <TextLink to="/inbox/$partId" params={{ partId: id }} size="sm">
          {request.number}
        </TextLink>
      )}
      .
    </Text>
  );
}

/** Who must act next, or how it ended. */
function Turn({
  agreement: { state, executedAt, declineReason, whoseTurn, commands },
}: {
  agreement: Agreement;
}) {
  if (state === 'EXECUTED') {
    return (
      <div className={classes.turn} data-tone="positive">
        <Text fw={600}>
          Executed{executedAt && <> on {<Moment iso={executedAt} />}</>}: both seals are in place and the text
          cannot change any more.
        </Text>
      </div>
    );
  }
  if (state === 'DECLINED') {
    return (
      <div className={classes.turn} data-tone="negative">
        <Text fw={600}>Declined: {declineReason}</Text>
      </div>
    );
  }
  return (
    <div className={classes.turn} data-tone="attention" role="status">
      <Text fw={600}>Next: {turnSentence(whoseTurn)}.</Text>
      {commands.length > 0 && (
        <Anchor href={`#${YOUR_PART}`} fw={600} c="inherit" underline="always">
          Go to your part
        </Anchor>
      )}
    </div>
  );
}
