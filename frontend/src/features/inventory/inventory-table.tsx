import { Checkbox, Table, Text } from '@mantine/core';

import { TextLink } from '@/components/links';
import { ListingKindLabel } from '@/components/listing-kind';
import { DayOf } from '@/components/moment';
import { TableFrame } from '@/components/table-frame';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { InventoryRowFieldsFragment } from '@/graphql/graphql';
import { number } from '@/lib/format';

import { VisibilityBadge } from './visibility-badge';

const InventoryRowFields = graphql(`
  fragment InventoryRowFields on Listing {
    id
    title
    kind
    providerKey
    visibility
    consortium {
      id
      name
    }
    origin
    useTerms {
      id
      summary
    }
    unit {
      id
      organisation {
        id
      }
    }
    management {
      version
      changedAt
      onHandCount
      heldCount
      availableCount
    }
  }
`);

/** The listings that are chosen, by id, as the person saw them. */
export type Chosen = ReadonlyMap<string, { title: string; version: number; organisation: string }>;

interface InventoryTableProps {
  listings: readonly FragmentType<typeof InventoryRowFields>[];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

/** A page of listings, each to be chosen by its checkbox. */
export function InventoryTable({ listings, chosen, onChoose }: InventoryTableProps) {
  const rows = readFragment(InventoryRowFields, listings);
  const isAll = rows.every(({ id }) => chosen.has(id));
  return (
    <TableFrame label="Listings" minWidth={960}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col" w={44}>
            <Checkbox
              aria-label="Choose all listings of this page"
              checked={isAll}
              indeterminate={!isAll && rows.some(({ id }) => chosen.has(id))}
              onChange={() => {
                onChoose(isAll ? new Map() : new Map(rows.map((row) => [row.id, seen(row)])));
              }}
            />
          </Table.Th>
          <Table.Th scope="col">Listing</Table.Th>
          <Table.Th scope="col">Seen by</Table.Th>
          <Table.Th scope="col" ta="right">
            On hand
          </Table.Th>
          <Table.Th scope="col" ta="right">
            Held
          </Table.Th>
          <Table.Th scope="col" ta="right">
            Available
          </Table.Th>
          <Table.Th scope="col">Terms</Table.Th>
          <Table.Th scope="col">Last change</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            isChosen={chosen.has(row.id)}
            onToggle={() => {
              const next = new Map(chosen);
              if (!next.delete(row.id)) next.set(row.id, seen(row));
              onChoose(next);
            }}
          />
        ))}
      </Table.Tbody>
    </TableFrame>
  );
}

function seen({ title, management, unit }: InventoryRowFieldsFragment) {
  return { title, version: management?.version ?? 0, organisation: unit.organisation.id };
}

interface RowProps {
  row: InventoryRowFieldsFragment;
  isChosen: boolean;
  onToggle: () => void;
}

function Row({ row, isChosen, onToggle }: RowProps) {
  const { id, title, kind, providerKey, visibility, consortium, management } = row;
  return (
    <Table.Tr data-chosen={isChosen || undefined}>
      <Table.Td>
        <Checkbox aria-label={`Choose ${title}`} checked={isChosen} onChange={onToggle} />
      </Table.Td>
      <Table.Th scope="row" maw={340} style={{ overflowWrap: 'anywhere' }}>
        <TextLink to="/inventory/$listingId" params={{ listingId: id }}>
          {title}
        </TextLink>
        <div>
          <ListingKindLabel kind={kind} />
        </div>
        <Text size="sm" c="dimmed" fw={400}>
          {providerKey}
        </Text>
      </Table.Th>
      <Table.Td>
        <VisibilityBadge visibility={visibility} />
        {consortium && <Text size="sm">{consortium.name}</Text>}
      </Table.Td>
      <Table.Td ta="right">{number(management?.onHandCount ?? 0)}</Table.Td>
      <Table.Td ta="right">{number(management?.heldCount ?? 0)}</Table.Td>
      <Table.Td ta="right">{number(management?.availableCount ?? 0)}</Table.Td>
      <Table.Td maw={260}>
        <Text size="sm" lineClamp={3}>
          {termsSentence(row)}
        </Text>
      </Table.Td>
      <Table.Td>{management && <DayOf iso={management.changedAt} />}</Table.Td>
    </Table.Tr>
  );
}

function termsSentence({ useTerms, kind, origin }: InventoryRowFieldsFragment): string {
  if (useTerms) return useTerms.summary.join(' ');
  if (kind === 'SAMPLE_COLLECTION') return 'As each donor consented.';
  return origin === 'NOT_HUMAN' ? 'None stated.' : 'None stated; a person decides.';
}
