import { Badge, Stack, Table, Text } from '@mantine/core';

import { Section } from '@/components/section';
import { TableFrame } from '@/components/table-frame';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { number } from '@/lib/format';

const FirstRowFields = graphql(`
  fragment FirstRowFields on ShownRow {
    row
    change
    values {
      name
      value
    }
  }
`);

const CHANGES = { CREATED: 'new', UPDATED: 'changed', UNCHANGED: 'unchanged' } as const;

/** The first rows of a preview, as they would be stored. */
export function FirstRows({ rows }: { rows: readonly FragmentType<typeof FirstRowFields>[] }) {
  const found = readFragment(FirstRowFields, rows);
  return (
    <Section title="First rows" lead="As they would be stored.">
      <TableFrame label="First rows" minWidth={320} maxHeight={520}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Row</Table.Th>
            <Table.Th scope="col">What it says</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.map(({ row, change, values }) => (
            <Table.Tr key={row}>
              <Table.Th scope="row" style={{ verticalAlign: 'top' }}>
                {number(row)}{' '}
                <Badge variant="light" size="sm">
                  {CHANGES[change]}
                </Badge>
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Stack gap={2}>
                  {values.map(({ name, value }) => (
                    <Text key={name} size="sm" lineClamp={2}>
                      <Text span c="dimmed">
                        {name.replaceAll('_', ' ')}:
                      </Text>{' '}
                      {value}
                    </Text>
                  ))}
                </Stack>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
    </Section>
  );
}
