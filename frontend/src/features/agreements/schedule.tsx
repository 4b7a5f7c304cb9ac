import { Table, Text } from '@mantine/core';

import { Section } from '@/components/section';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { count } from '@/lib/format';

const ScheduleFields = graphql(`
  fragment ScheduleFields on ScheduleItem {
    description
    identifiers
    quantity
    unit
    conditions
  }
`);

interface ScheduleProps {
  items: readonly FragmentType<typeof ScheduleFields>[];
  number: string;
}

/** What the agreement covers. */
export function Schedule({ items, number }: ScheduleProps) {
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
          {readFragment(ScheduleFields, items).map(
            ({ description, identifiers, quantity, unit, conditions }, place) => (
              <Table.Tr key={place}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {description}
                  {identifiers && (
                    <Text size="sm" c="dimmed">
                      {identifiers}
                    </Text>
                  )}
                  {conditions.length > 0 && (
                    <Text size="sm" c="dimmed">
                      Conditions of the consent: {conditions.join(', ')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{count(quantity, unit)}</Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
