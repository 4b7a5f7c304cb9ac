import { Stack, Table, Text } from '@mantine/core';

import { TableFrame } from '@/components/table-frame';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { count, list } from '@/lib/format';

const PreviewRowFields = graphql(`
  fragment PreviewRowFields on EditPreview {
    fields
    problem
    listing {
      id
      title
    }
  }
`);

type Rows = readonly FragmentType<typeof PreviewRowFields>[];

const NAMES: Record<string, string> = {
  summary: 'summary',
  warning: 'warning',
  use_terms: 'terms',
  visibility: 'who sees it',
  consortium: 'consortium',
  withdrawal_reason: 'reason of withdrawal',
  published_at: 'day of publication',
};

/** Say whether a change can be applied: to no listing it is forbidden, and some listing would differ. */
export function canApply(rows: Rows): boolean {
  const read = readFragment(PreviewRowFields, rows);
  return read.every(({ problem }) => problem === '') && read.some(({ fields }) => fields.length > 0);
}

/** What a bulk edit would do to each listing. */
export function PreviewTable({ rows }: { rows: Rows }) {
  const read = readFragment(PreviewRowFields, rows);
  const changing = read.filter(({ fields }) => fields.length > 0).length;
  const refused = read.filter(({ problem }) => problem !== '').length;
  return (
    <Stack gap="sm">
      <Text role="status">
        {refused > 0
          ? `${count(refused, 'listing')} cannot be changed so, and therefore none will be. Go back, or leave ${refused === 1 ? 'it' : 'them'} out.`
          : `${count(changing, 'listing')} of ${read.length} will change.`}
      </Text>
      <TableFrame label="What will change" minWidth={420} maxHeight={360}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Listing</Table.Th>
            <Table.Th scope="col">What changes</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {read.map(({ listing, fields, problem }) => (
            <Table.Tr key={listing.id}>
              <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
                {listing.title}
              </Table.Th>
              <Table.Td>
                {problem ||
                  (fields.length === 0
                    ? 'Nothing; it is so already'
                    : list(fields.map((name) => NAMES[name] ?? name)))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
    </Stack>
  );
}
