import { Anchor, Badge, Code, Group, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

import { Section } from '@/components/section';
import { TableFrame } from '@/components/table-frame';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

import { exampleFileOf, type ExampleFile } from './example-file';

const FormatColumnsFields = graphql(`
  fragment FormatColumnsFields on ImportFormat {
    key
    accept
    columns {
      name
      required
      description
      example
    }
  }
`);

/** What the columns of a format hold, with a file to begin from. */
export function FormatColumns({ format }: { format: FragmentType<typeof FormatColumnsFields> }) {
  const found = readFragment(FormatColumnsFields, format);
  return (
    <Section title="What the file holds" actions={<Download file={exampleFileOf(found)} />}>
      <TableFrame label="Columns" minWidth={320} maxHeight={420}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Column</Table.Th>
            <Table.Th scope="col">What it holds</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.columns.map(({ name, required, description, example }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                <Group gap={6} wrap="wrap">
                  <Code>{name}</Code>
                  {required && (
                    <Badge variant="light" size="sm">
                      required
                    </Badge>
                  )}
                </Group>
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {description}
                {example && (
                  <Text size="sm" c="dimmed">
                    Such as {example}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
    </Section>
  );
}

function Download({ file: { name, text } }: { file: ExampleFile }) {
  return (
    <Anchor
      href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
      download={name}
      size="sm"
      fw={600}
    >
      <Group gap={6} component="span" wrap="nowrap" display="inline-flex">
        <IconDownload size={18} aria-hidden />
        Download an example
      </Group>
    </Anchor>
  );
}
