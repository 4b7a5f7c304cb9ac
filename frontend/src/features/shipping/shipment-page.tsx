import { List, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Callout } from '@/components/callout';
import { Facts } from '@/components/facts';
import { BackLink, TextLink } from '@/components/links';
import { Moment } from '@/components/moment';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { Section } from '@/components/section';
import { PageSkeleton } from '@/components/skeletons';
import { ShipmentStateBadge } from '@/components/states/shipment-state';
import { graphql } from '@/graphql/gql';
import type { ShipmentQuery as ShipmentAnswer } from '@/graphql/graphql';
import { temperatures } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';
import { useMay } from '@/lib/viewer';

import { Cancel } from './cancel';
import { ItemsTable } from './items-table';
import { ReceiptForm } from './receipt-form';
import { ShipForm } from './ship-form';

const ShipmentQuery = graphql(`
  query Shipment($id: ID!) {
    shipment(id: $id) {
      id
      state
      carrier
      waybill
      temperatureMinC
      temperatureMaxC
      shippedAt
      receivedAt
      gateIsGreen
      problems
      commands
      items {
        id
        ...ItemFields
        ...ReceiptItemFields
      }
      part {
        id
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
          shippingAddress
          organisation {
            id
            name
          }
          requester {
            id
            fullName
          }
        }
      }
    }
  }
`);

type Shipment = NonNullable<ShipmentAnswer['shipment']>;

const route = getRouteApi('/shipments/$shipmentId');

/** One shipment, from preparation to receipt. */
export function ShipmentPage() {
  const { shipmentId } = route.useParams();
  const answer = useAnswer(ShipmentQuery, { id: shipmentId });
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ shipment }) => (shipment ? <ShipmentView shipment={shipment} /> : <NotFoundPage />)}
    </AnswerView>
  );
}

function ShipmentView({ shipment }: { shipment: Shipment }) {
  const { id, state, items, part, commands } = shipment;
  const isArriving = commands.includes('CONFIRM_RECEIPT');
  return (
    <Page
      title={`${part.unit.name} to ${part.request.organisation.name}`}
      back={<BackLink to="/shipments">Shipments</BackLink>}
      eyebrow={
        <Text size="sm" c="dimmed">
          Shipment of request {part.request.number}
        </Text>
      }
      actions={<ShipmentStateBadge state={state} />}
    >
      {isArriving && (
        <Section
          title="Confirm what arrived"
          lead="Open the parcel and say of every item how it arrived, missing ones included."
        >
          <ReceiptForm shipment={id} items={items} />
        </Section>
      )}
      <Section title="The parcel">
        <ParcelFacts shipment={shipment} />
      </Section>
      <Leaving shipment={shipment} />
      {items.length > 0 && !isArriving && (
        <Section title="What is in it">
          <ItemsTable items={items} isReceived={state === 'RECEIVED'} />
        </Section>
      )}
      {commands.includes('CANCEL') && (
        <div>
          <Cancel shipment={id} />
        </div>
      )}
    </Page>
  );
}

function ParcelFacts({ shipment }: { shipment: Shipment }) {
  const { part, carrier, waybill, temperatureMinC, temperatureMaxC, shippedAt, receivedAt } = shipment;
  const isProvider = useMay('READ_INCOMING_REQUESTS');
  const { request, unit } = part;
  return (
    <Facts
      facts={[
        { name: 'From', value: `${unit.name}, ${unit.organisation.name}` },
        { name: 'To', value: `${request.requester.fullName}, ${request.organisation.name}` },
        {
          name: 'Address',
          value: request.shippingAddress && (
            <span style={{ whiteSpace: 'pre-line' }}>{request.shippingAddress}</span>
          ),
        },
        { name: 'Temperature', value: temperatures(temperatureMinC, temperatureMaxC) },
        { name: 'Carrier', value: carrier },
        { name: 'Waybill', value: waybill },
        { name: 'Left', value: shippedAt && <Moment iso={shippedAt} /> },
        { name: 'Received', value: receivedAt && <Moment iso={receivedAt} /> },
        {
          name: 'Request',
          value: isProvider ? (
            <TextLink to="/inbox/$partId" params={{ partId: part.id }}>
              {request.number}
            </TextLink>
          ) : (
            request.number
          ),
        },
      ]}
    />
  );
}

/** Whether it may leave, and the form by which it does. */
function Leaving({ shipment: { id, state, gateIsGreen, problems, commands } }: { shipment: Shipment }) {
  if (state !== 'DRAFT') return null;
  if (!gateIsGreen) {
    return (
      <Callout tone="attention" icon={IconLock} title="This cannot leave yet" role="status">
        <List size="sm">
          {problems.map((problem) => (
            <List.Item key={problem}>{problem}</List.Item>
          ))}
        </List>
      </Callout>
    );
  }
  if (!commands.includes('SHIP')) return null;
  return (
    <Section title="Ship it" lead="Everything is in order. Enter what the carrier gave you.">
      <ShipForm shipment={id} />
    </Section>
  );
}
