import { Anchor, Stack, Table, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { BackLink, TextLink } from '@/components/links';
import { Moment } from '@/components/moment';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { ReasonList } from '@/components/reason-list';
import { Section } from '@/components/section';
import { PageSkeleton } from '@/components/skeletons';
import { AgreementStateBadge } from '@/components/states/agreement-state';
import { graphql } from '@/graphql/gql';
import type { AgreementQuery as AgreementAnswer } from '@/graphql/graphql';
import { count, list } from '@/lib/format';
import { usePolledAnswer } from '@/lib/use-polled-answer';

import { ClauseContents, ClauseText } from './clauses';
import { Documents } from './documents';
import { Approve, Decline } from './review';
import { Sides } from './sides';
import { SignForm } from './sign-form';
import { isWithPlatform } from './standing';
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
      formVersion
      reasons {
        code
        ...ReasonFields
      }
      clauses {
        id
        ...ClauseFields
      }
      items {
        description
        quantity
        unit
      }
      documents {
        sequence
        ...DocumentFields
      }
      signatures {
        createdAt
        sealedAt
        organisation {
          id
        }
      }
      textSha256
      executedAt
      declineReason
      whoseTurn
      commands
      mySide {
        id
        name
      }
      canSignReason
      part {
        id
        request {
          id
          number
        }
      }
      ...SidesFields
      ...SignFields
    }
  }
`);

type Agreement = NonNullable<AgreementAnswer['agreement']>;

const route = getRouteApi('/agreements/$agreementId');
const YOUR_PART = 'your-part';

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
  const { number, formTitle, provider, recipient, state, clauses, documents, part } = agreement;
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
          <Schedule agreement={agreement} />
          <YourPart agreement={agreement} />
        </Stack>
        <Stack gap="lg" className={classes.side}>
          <Section title="Documents">
            <Documents documents={documents} number={number} />
          </Section>
          {clauses.length > 0 && <ClauseContents clauses={clauses} />}
          <Text size="sm">
            It belongs to request{' '}
            <TextLink to="/inbox/$partId" params={{ partId: part.id }} size="sm">
              {part.request.number}
            </TextLink>
            .
          </Text>
        </Stack>
      </div>
    </Page>
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
      <Text fw={600}>Next: {list(whoseTurn)}.</Text>
      {commands.length > 0 && (
        <Anchor href={`#${YOUR_PART}`} fw={600} c="inherit" underline="always">
          Go to your part
        </Anchor>
      )}
    </div>
  );
}

function Choice({ agreement: { formKey, formVersion, reasons } }: { agreement: Agreement }) {
  return (
    <Section
      title={formKey ? 'Why this form' : 'Why no form was chosen'}
      lead={
        formKey
          ? `${formKey}, version ${formVersion}. It follows from the facts of the deal by rule.`
          : 'The facts of the deal do not settle it; a legal officer of the provider decides.'
      }
    >
      <ReasonList reasons={reasons} />
    </Section>
  );
}

function Schedule({ agreement: { items, number } }: { agreement: Agreement }) {
  return (
    <Section title="Schedule of materials">
      <Table aria-label={`Materials of ${number}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Material</Table.Th>
            <Table.Th scope="col">Amount</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ description, quantity, unit }, place) => (
            <Table.Tr key={place}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{description}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{count(quantity, unit)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

/** What the viewer may do with it now, or why they may not sign. */
function YourPart({ agreement }: { agreement: Agreement }) {
  const { id, number, state, textSha256, commands, canSignReason, mySide } = agreement;
  const mayDecline = commands.includes('DECLINE');
  const decline = mayDecline && <Decline agreement={id} number={number} />;
  if (commands.includes('SIGN')) {
    return (
      <Section title={`Sign for ${mySide?.name ?? 'your organisation'}`} anchor={YOUR_PART}>
        <SignForm agreement={agreement}>{decline}</SignForm>
      </Section>
    );
  }
  const cannotSign = state === 'SIGNING' && canSignReason && <Text size="sm">{canSignReason}</Text>;
  if (commands.includes('APPROVE')) {
    return (
      <Section
        title={`Review for ${mySide?.name ?? 'your organisation'}`}
        lead="Read the text and the schedule above. You approve exactly this text, or decline it with a reason."
        anchor={YOUR_PART}
        actions={
          <>
            <Approve agreement={id} textSha256={textSha256} number={number} />
            {decline}
          </>
        }
      >
        {null}
      </Section>
    );
  }
  if (!decline && !cannotSign) return null;
  return (
    <Section title="Your part" anchor={YOUR_PART}>
      {cannotSign}
      {decline && <div>{decline}</div>}
    </Section>
  );
}
