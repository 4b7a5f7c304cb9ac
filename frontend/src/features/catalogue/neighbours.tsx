import { Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconEqual, IconHelpCircle } from '@tabler/icons-react';

import { TextLink } from '@/components/links';
import { StatusBadge } from '@/components/status-badge';
import { TableFrame } from '@/components/table-frame';
import type { IdentityQuery as IdentityData } from '@/graphql/graphql';
import { count, number } from '@/lib/format';

type Comparison = NonNullable<NonNullable<NonNullable<IdentityData['listing']>['cellLine']>['strComparison']>;

/** The lines whose STR profile is like that of a line. */
export function Neighbours({ comparison, own }: { comparison: Comparison; own: readonly string[] }) {
  const { neighbours, compared, isComplete } = comparison;
  const among = `${count(compared, 'other profile')}${isComplete ? '' : '; there are more, which were not compared'}`;
  if (neighbours.length === 0) {
    return <Text size="sm">No other line here is like it, among {among}.</Text>;
  }
  return (
    <Stack gap="xs">
      <Text size="sm">Compared with {among}.</Text>
      <TableFrame label="Lines with a like STR profile" minWidth={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Line</Table.Th>
            <Table.Th>Likeness</Table.Th>
            <Table.Th>Tanabe</Table.Th>
            <Table.Th>Masters, of this line</Table.Th>
            <Table.Th>Masters, of the other</Table.Th>
            <Table.Th>Loci</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {neighbours.map(({ listing, match }) => (
            <Table.Tr key={listing.id}>
              <Table.Td>
                <TextLink to="/listings/$listingId" params={{ listingId: listing.id }}>
                  {listing.title}
                </TextLink>
                <Text size="xs" c="dimmed">
                  {listing.unit.name}
                </Text>
              </Table.Td>
              <Table.Td>
                <LikenessBadge
                  likeness={match.likeness}
                  isSame={listing.identifiers.some((identifier) => own.includes(identifier))}
                />
              </Table.Td>
              <Table.Td>{number(match.tanabePercent)} %</Table.Td>
              <Table.Td>{number(match.mastersQueryPercent)} %</Table.Td>
              <Table.Td>{number(match.mastersReferencePercent)} %</Table.Td>
              <Table.Td>{match.loci}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
    </Stack>
  );
}

function LikenessBadge({ likeness, isSame }: { likeness: string; isSame: boolean }) {
  if (isSame) return <StatusBadge tone="positive" icon={IconEqual} label="The same line" />;
  return likeness === 'RELATED' ? (
    <StatusBadge tone="negative" icon={IconAlertTriangle} label="Of one donor" />
  ) : (
    <StatusBadge tone="attention" icon={IconHelpCircle} label="In question" />
  );
}
