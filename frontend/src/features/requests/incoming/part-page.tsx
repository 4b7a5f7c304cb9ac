import { List, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { BackLink, TextLink } from '@/components/links';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { Section } from '@/components/section';
import { PageSkeleton } from '@/components/skeletons';
import { AgreementStateBadge } from '@/components/states/agreement-state';
import { ShipmentStateBadge } from '@/components/states/shipment-state';
import { StageBadge } from '@/components/states/stage';
import { graphql } from '@/graphql/gql';
import type { IncomingPartQuery as IncomingPartAnswer } from '@/graphql/graphql';
import { count } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';
import { useMay } from '@/lib/viewer';

import { LineCard } from './line-card';
import { PrepareShipment } from './prepare-shipment';
import { Purpose } from './purpose';
import { linesToPack } from './standing';

const IncomingPartQuery = graphql(`
  query IncomingPart($id: ID!) {
    part(id: $id) {
      id
      stage
      unit {
        id
        name
        organisation {
          id
          name
        }
      }
      request {
        id
        number
        organisation {
          id
          name
        }
        requester {
          id
          fullName
        }
        project {
          id
          title
        }
        ...PurposeFields
      }
      lines {
        id
        state
        listing {
          id
          title
        }
        gate {
          isGreen
        }
        ...IncomingLineFields
      }
      agreements {
        id
        number
        formTitle
        state
      }
      shipments {
        id
        state
        carrier
        waybill
        items {
          id
          line {
            id
          }
        }
      }
    }
  }
`);

type Part = NonNullable<IncomingPartAnswer['part']>;

const route = getRouteApi('/inbox/$partId');

/** One incoming part: decide, follow the gate, prepare the shipment. */
export function PartPage() {
  const { partId } = route.useParams();
  const answer = useAnswer(
    IncomingPartQuery,
    { id: partId },
    { typenames: ['Agreement', 'Shipment', 'ConsentRecord'] },
  );
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ part }) => (part ? <PartView part={part} /> : <NotFoundPage />)}
    </AnswerView>
  );
}

function PartView({ part }: { part: Part }) {
  const { id, unit, request, stage, lines, agreements, shipments } = part;
  const mayShip = useMay('PREPARE_SHIPMENT');
  const packable = mayShip ? linesToPack(lines, shipments) : [];
  return (
    <Page
      title={request.project.title}
      back={<BackLink to="/inbox">Incoming requests</BackLink>}
      eyebrow={
        <Text size="sm" c="dimmed">
          Request {request.number} to {unit.name}
        </Text>
      }
      lead={`Asked by ${request.requester.fullName}, ${request.organisation.name}.`}
      actions={<StageBadge stage={stage} />}
    >
      <Purpose request={request} />
      {lines.map((line) => (
        <LineCard key={line.id} line={line} />
      ))}
      {agreements.length > 0 && <Agreements agreements={agreements} />}
      {shipments.length > 0 && <Shipments shipments={shipments} />}
      {packable.length > 0 && <PrepareShipment key={packable.length} part={id} lines={packable} />}
    </Page>
  );
}

function Agreements({ agreements }: { agreements: Part['agreements'] }) {
  return (
    <Section title={agreements.length === 1 ? 'The agreement' : 'Agreements'}>
      <List listStyleType="none" withPadding={false} spacing="sm">
        {agreements.map(({ id, number, formTitle, state }) => (
          <List.Item key={id}>
            <TextLink to="/agreements/$agreementId" params={{ agreementId: id }} me="sm">
              {number} · {formTitle || 'No form chosen yet'}
            </TextLink>
            <AgreementStateBadge state={state} />
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function Shipments({ shipments }: { shipments: Part['shipments'] }) {
  return (
    <Section title={shipments.length === 1 ? 'The shipment' : 'Shipments'}>
      <List listStyleType="none" withPadding={false} spacing="sm">
        {shipments.map(({ id, state, carrier, waybill, items }) => (
          <List.Item key={id}>
            <TextLink to="/shipments/$shipmentId" params={{ shipmentId: id }} me="sm">
              {waybill
                ? `${carrier} ${waybill}`
                : items.length > 0
                  ? count(items.length, 'item')
                  : 'Unpacked again'}
            </TextLink>
            <ShipmentStateBadge state={state} />
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
