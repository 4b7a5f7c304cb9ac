import { Code, Stack, Table, Text } from '@mantine/core';

import { Pager, type Place } from '@/components/pager';
import { TableFrame } from '@/components/table-frame';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { number } from '@/lib/format';

const ProblemTableFields = graphql(`
  fragment ProblemTableFields on ImportProblemConnection {
    totalCount
    pageInfo {
      ...PageInfoFields
    }
    edges {
      node {
        id
        row
        column
        value
        reason
        suggestion
      }
    }
  }
`);

interface ProblemTableProps {
  problems: FragmentType<typeof ProblemTableFields>;
  onMove: (place: Place) => void;
}

/** What was wrong with which row, and how to mend it. */
export function ProblemTable({ problems, onMove }: ProblemTableProps) {
  const { edges, pageInfo, totalCount } = readFragment(ProblemTableFields, problems);
  return (
    <Stack gap="md">
      <TableFrame label="Rejected rows" minWidth={320}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Row</Table.Th>
            <Table.Th scope="col">Column and value</Table.Th>
            <Table.Th scope="col">What is wrong</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {edges.map(({ node: { id, row, column, value, reason, suggestion } }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">{number(row)}</Table.Th>
              <Table.Td maw={260} style={{ overflowWrap: 'anywhere' }}>
                <div>{column}</div>
                {value === '' ? (
                  <Text size="sm" c="dimmed">
                    empty
                  </Text>
                ) : (
                  <Code>{value}</Code>
                )}
              </Table.Td>
              <Table.Td>
                {reason}
                {suggestion && (
                  <Text size="sm" c="dimmed">
                    {suggestion}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
      <Pager pageInfo={pageInfo} total={totalCount} of="problem" onMove={onMove} />
    </Stack>
  );
}
