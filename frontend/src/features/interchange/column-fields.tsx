import { Badge, Code, NativeSelect, Stack, Table, Text } from '@mantine/core';

import { Section } from '@/components/section';
import { TableFrame } from '@/components/table-frame';
import { graphql } from '@/graphql/gql';
import type { FoundColumnFieldsFragment } from '@/graphql/graphql';

graphql(`
  fragment FoundColumnFields on FoundColumn {
    header
    name
    examples
  }
`);

export type FoundColumn = FoundColumnFieldsFragment;

interface ColumnFieldsProps {
  columns: readonly FoundColumn[];
  targets: readonly { name: string; title: string; required: boolean }[];
  mapping: Record<string, string>;
  onChange: (header: string, name: string) => void;
}

/** What each column of the file is read as. */
export function ColumnFields({ columns, targets, mapping, onChange }: ColumnFieldsProps) {
  const taken = new Set(columns.map(({ header, name }) => mapping[header] ?? name));
  const missing = targets.filter(({ name, required }) => required && !taken.has(name));
  return (
    <Section
      title="Columns"
      lead="Columns are found by their names. Say what the others are, or leave them out."
    >
      <Stack gap="md">
        {missing.length > 0 && (
          <Text size="sm">
            Not found yet: {missing.map(({ title }) => title).join(', ')}. Rows need{' '}
            {missing.length === 1 ? 'it' : 'them'}, unless the next step says what holds for every row.
          </Text>
        )}
        <TableFrame label="Columns of the file" minWidth={320} maxHeight={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">In the file</Table.Th>
              <Table.Th scope="col">Read as</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {columns.map(({ header, name, examples }) => (
              <Table.Tr key={header}>
                <Table.Th scope="row" maw={260} style={{ overflowWrap: 'anywhere' }}>
                  <Code>{header}</Code>{' '}
                  {(mapping[header] ?? name) === '' && (
                    <Badge variant="light" color="gray" size="sm">
                      left out
                    </Badge>
                  )}
                  <Text size="sm" c="dimmed" lineClamp={2}>
                    {examples.join(' · ') || 'empty in the first rows'}
                  </Text>
                </Table.Th>
                <Table.Td>
                  <NativeSelect
                    aria-label={`${header} is read as`}
                    value={mapping[header] ?? name}
                    onChange={(event) => {
                      onChange(header, event.currentTarget.value);
                    }}
                  >
                    <option value="">Leave out</option>
                    {targets.map((target) => (
                      <option
                        key={target.name}
                        value={target.name}
                        disabled={taken.has(target.name) && target.name !== (mapping[header] ?? name)}
                      >
                        {target.title}
                      </option>
                    ))}
                  </NativeSelect>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </TableFrame>
      </Stack>
    </Section>
  );
}
