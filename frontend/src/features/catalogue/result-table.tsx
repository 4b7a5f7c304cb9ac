import { Paper, Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector, type TablerIcon } from '@tabler/icons-react';

import { TextLink } from '@/components/links';
import { KINDS, pieceOf } from '@/components/listing-kind';
import { ListingVerdictFields } from '@/components/listing-verdict';
import { DayOf } from '@/components/moment';
import { TableFrame } from '@/components/table-frame';
import { VerdictBadge } from '@/components/verdict-badge';
import { columnsOf, type Column } from '@/features/catalogue/columns';
import { CompareChoice } from '@/features/catalogue/compare-choice';
import type { Comparison } from '@/features/catalogue/comparison';
import { factValue } from '@/features/catalogue/fact-value';
import type { CatalogueSearch } from '@/features/catalogue/search';
import { stockWords } from '@/features/catalogue/stock-sentence';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { ListingRowFieldsFragment } from '@/graphql/graphql';
import { countryName } from '@/lib/format';

import classes from './table.module.css';

export const ListingRowFields = graphql(`
  fragment ListingRowFields on Listing {
    id
    kind
    title
    identifiers
    hasStock
    availableCount
    publishedAt
    unit {
      id
      name
      organisation {
        id
        name
        countryCode
      }
    }
    facts @include(if: $withFacts) {
      name
      title
      type
      values
      unit
    }
    verdict(project: $project) @include(if: $withVerdict) {
      ...ListingVerdictFields
    }
  }
`);

interface ResultTableProps {
  listings: readonly FragmentType<typeof ListingRowFields>[];
  search: CatalogueSearch;
  comparison: Comparison;
  onSort: (sort: CatalogueSearch['sort']) => void;
}

/** What is found, a row each; where it is all of one kind, with that kind's facts. */
export function ResultTable({ listings, search, comparison, onSort }: ResultTableProps) {
  const rows = readFragment(ListingRowFields, listings);
  const { sort, project, kind = [] } = search;
  const isOfOneKind = kind.length === 1;
  const columns = columnsOf(rows.map((row) => row.facts ?? []));
  return (
    <Paper p={0} className={classes.dense}>
      <TableFrame label="Listings" minWidth={760 + columns.length * 130} maxHeight={720}>
        <Table.Thead className={classes.head}>
          <Table.Tr>
            <Table.Th scope="col" w={44}>
              <VisuallyHidden>Compare</VisuallyHidden>
            </Table.Th>
            <SortedHead
              label="Listing"
              direction={sort === 'NAME' ? 'ascending' : undefined}
              onSort={() => {
                onSort(sort === 'NAME' ? undefined : 'NAME');
              }}
            />
            {!isOfOneKind && <Table.Th scope="col">Kind</Table.Th>}
            {columns.map(({ name, title }) => (
              <Table.Th key={name} scope="col">
                {title}
              </Table.Th>
            ))}
            <Table.Th scope="col">Available</Table.Th>
            {project !== undefined && <Table.Th scope="col">For the project</Table.Th>}
            <Table.Th scope="col">Provider</Table.Th>
            <SortedHead
              label="Listed"
              direction={sort === 'NEWEST' ? 'descending' : undefined}
              onSort={() => {
                onSort(sort === 'NEWEST' ? undefined : 'NEWEST');
              }}
            />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <ResultRow
              key={row.id}
              row={row}
              columns={columns}
              project={project}
              isOfOneKind={isOfOneKind}
              comparison={comparison}
            />
          ))}
        </Table.Tbody>
      </TableFrame>
    </Paper>
  );
}

interface ResultRowProps {
  row: ListingRowFieldsFragment;
  columns: readonly Column[];
  project: string | undefined;
  isOfOneKind: boolean;
  comparison: Comparison;
}

function ResultRow({ row, columns, project, isOfOneKind, comparison }: ResultRowProps) {
  const { organisation } = row.unit;
  const verdict = readFragment(ListingVerdictFields, row.verdict);
  return (
    <Table.Tr>
      <Table.Td>
        <CompareChoice comparison={comparison} id={row.id} title={row.title} isNameless />
      </Table.Td>
      <Table.Th scope="row" className={classes.name}>
        <TextLink to="/listings/$listingId" params={{ listingId: row.id }} search={{ project }} inherit>
          {row.title}
        </TextLink>
        {row.identifiers.length > 0 && (
          <Text size="xs" c="dimmed">
            {row.identifiers[0]}
          </Text>
        )}
      </Table.Th>
      {!isOfOneKind && <Table.Td>{KINDS[row.kind].label}</Table.Td>}
      {columns.map(({ name }) => {
        const fact = row.facts?.find((one) => one.name === name);
        return (
          <Table.Td key={name} className={classes.fact}>
            {fact && factValue(fact)}
          </Table.Td>
        );
      })}
      <Table.Td>{row.hasStock && stockWords(row, pieceOf(row.kind))}</Table.Td>
      {project !== undefined && <Table.Td>{verdict && <VerdictBadge verdict={verdict.verdict} />}</Table.Td>}
      <Table.Td>
        {organisation.name}
        <Text size="xs" c="dimmed">
          {countryName(organisation.countryCode)}
        </Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {row.publishedAt != null && <DayOf iso={row.publishedAt} />}
      </Table.Td>
    </Table.Tr>
  );
}

interface SortedHeadProps {
  label: string;
  direction: 'ascending' | 'descending' | undefined;
  onSort: () => void;
}

const ARROWS: Record<'ascending' | 'descending' | 'none', TablerIcon> = {
  ascending: IconArrowUp,
  descending: IconArrowDown,
  none: IconSelector,
};

/** A column by which the rows can be ordered; pressed again, the likeliest come first. */
function SortedHead({ label, direction, onSort }: SortedHeadProps) {
  const Arrow = ARROWS[direction ?? 'none'];
  return (
    <Table.Th scope="col" aria-sort={direction ?? 'none'}>
      <UnstyledButton className={classes.sort} onClick={onSort}>
        {label}
        <Arrow size={14} aria-hidden />
      </UnstyledButton>
    </Table.Th>
  );
}
