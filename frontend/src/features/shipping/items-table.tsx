import { Table, Text } from '@mantine/core';

import { TableFrame } from '@/components/table-frame';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { count } from '@/lib/format';

import { CONDITIONS } from './conditions';

const ItemFields = graphql(`
  fragment ItemFields on ShipmentItem {
    id
    lotCode
    listingTitle
    quantity
    unit
    condition
    note
  }
`);

interface ItemsTableProps {
  items: readonly FragmentType<typeof ItemFields>[];
  /** Show how each arrived. */
  isReceived: boolean;
}

/** What a shipment carries. */
export function ItemsTable({ items, isReceived }: ItemsTableProps) {
  return (
    <TableFrame label="Items of the shipment" minWidth={isReceived ? 420 : 280}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Lot or specimen</Table.Th>
          <Table.Th scope="col">Amount</Table.Th>
          {isReceived && <Table.Th scope="col">Arrived</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {readFragment(ItemFields, items).map(
          ({ id, lotCode, listingTitle, quantity, unit, condition, note }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">
                {lotCode}
                <Text size="sm" c="dimmed">
                  {listingTitle}
                </Text>
              </Table.Th>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{count(quantity, unit)}</Table.Td>
              {isReceived && (
                <Table.Td>
                  {condition && CONDITIONS[condition]}
                  {note && (
                    <Text size="sm" c="dimmed">
                      {note}
                    </Text>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ),
        )}
      </Table.Tbody>
    </TableFrame>
  );
}
