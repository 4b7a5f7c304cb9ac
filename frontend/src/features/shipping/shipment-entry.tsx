import { Entry } from '@/components/entry-list';
import { TextLink } from '@/components/links';
import { Moment } from '@/components/moment';
import { ShipmentStateBadge } from '@/components/states/shipment-state';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { count } from '@/lib/format';

const ShipmentEntryFields = graphql(`
  fragment ShipmentEntryFields on Shipment {
    id
    state
    carrier
    waybill
    shippedAt
    receivedAt
    gateIsGreen
    items {
      id
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
        organisation {
          id
          name
        }
      }
    }
  }
`);

/** A shipment in the list: from where to where, what it carries, where it is. */
export function ShipmentEntry({ shipment }: { shipment: FragmentType<typeof ShipmentEntryFields> }) {
  const { id, state, carrier, waybill, shippedAt, receivedAt, gateIsGreen, items, part } = readFragment(
    ShipmentEntryFields,
    shipment,
  );
  return (
    <Entry
      link={
        <TextLink to="/shipments/$shipmentId" params={{ shipmentId: id }}>
          {part.unit.name} → {part.request.organisation.name}
        </TextLink>
      }
      badge={<ShipmentStateBadge state={state} />}
      aside={
        receivedAt ? (
          <>
            Received <Moment iso={receivedAt} />
          </>
        ) : (
          shippedAt && (
            <>
              Left <Moment iso={shippedAt} />
            </>
          )
        )
      }
    >
      <div>
        Request {part.request.number}, {count(items.length, 'item')}
        {waybill && `, ${carrier} ${waybill}`}
      </div>
      {state === 'DRAFT' && <div>{gateIsGreen ? 'Ready to leave.' : 'Not everything is in order yet.'}</div>}
    </Entry>
  );
}
