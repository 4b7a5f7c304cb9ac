import { Button, Stack, Table, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';

import { TextLink } from '@/components/links';
import { KINDS, ListingKindLabel, pieceOf } from '@/components/listing-kind';
import { ListingVerdict } from '@/components/listing-verdict';
import { TableFrame } from '@/components/table-frame';
import { factValue } from '@/features/catalogue/fact-value';
import { factRows, rowOf, type Row } from '@/features/catalogue/side-by-side';
import { stockSentence } from '@/features/catalogue/stock-sentence';
import { UseTermsList } from '@/features/catalogue/use-terms-list';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { ComparedFieldsFragment } from '@/graphql/graphql';
import { countryName } from '@/lib/format';
import { useMay } from '@/lib/viewer';

import classes from './compare.module.css';

const AddToBasket = lazy(async () => ({
  default: (await import('@/features/catalogue/add-to-basket')).AddToBasket,
}));

export const ComparedFields = graphql(`
  fragment ComparedFields on Listing {
    id
    kind
    title
    warning
    warningReason
    synonyms
    identifiers
    hasStock
    availableCount
    donorCount
    donorCountSuppressed
    unit {
      id
      name
      organisation {
        id
        name
        countryCode
      }
    }
    facts {
      name
      title
      type
      values
      unit
    }
    useTerms {
      id
      summary
    }
    distinctUseTerms {
      id
      summary
    }
    ...UseTermsFields
    verdict(project: $project) @include(if: $withVerdict) {
      verdict
      ...ListingVerdictFields
    }
  }
`);

type Compared = ComparedFieldsFragment;

interface CompareTableProps {
  /** In the order of choice; null for a listing that the viewer may not see. */
  columns: readonly { id: string; listing: FragmentType<typeof ComparedFields> | null }[];
  project: string | undefined;
  isOnlyDifferences: boolean;
  onRemove: (id: string) => void;
}

/** Listings as columns; rows that differ are marked. */
export function CompareTable({ columns, project, isOnlyDifferences, onRemove }: CompareTableProps) {
  const mayRequest = useMay('REQUEST_ACCESS');
  const listings = columns.map(({ listing }) => readFragment(ComparedFields, listing));
  const shown = listings.filter((listing) => listing !== null);
  const rows = rowsOf(shown).filter(({ isDifferent }) => isDifferent || !isOnlyDifferences);
  return (
    <TableFrame label="Listings side by side" minWidth={140 + columns.length * 230}>
      <Table.Thead>
        <Table.Tr>
          <Table.Td className={classes.first} />
          {columns.map(({ id }, place) => (
            <ColumnHead
              key={id}
              listing={listings[place] ?? null}
              project={project}
              onRemove={() => {
                onRemove(id);
              }}
            />
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, title, cells, isDifferent }) => (
          <Table.Tr key={key} data-different={isDifferent || undefined} className={classes.row}>
            <Table.Th scope="row" className={classes.first}>
              {title}
              {isDifferent && shown.length > 1 && (
                <Text size="xs" c="dimmed" fw={400}>
                  Differs
                </Text>
              )}
            </Table.Th>
            {listings.map((listing, place) => (
              <Table.Td key={columns[place]?.id} className={classes.cell}>
                {listing && cells[shown.indexOf(listing)]}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
        {mayRequest && (
          <Table.Tr>
            <Table.Th scope="row" className={classes.first}>
              Basket
            </Table.Th>
            {listings.map((listing, place) => (
              <Table.Td key={columns[place]?.id} className={classes.cell}>
                {listing?.hasStock && (
                  <Suspense>
                    <AddToBasket
                      listing={listing.id}
                      kind={listing.kind}
                      project={project}
                      chosen={NONE}
                      onDone={() => undefined}
                    />
                  </Suspense>
                )}
              </Table.Td>
            ))}
          </Table.Tr>
        )}
      </Table.Tbody>
    </TableFrame>
  );
}

const NONE: ReadonlyMap<string, string> = new Map();

interface ColumnHeadProps {
  listing: Compared | null;
  project: string | undefined;
  onRemove: () => void;
}

function ColumnHead({ listing, project, onRemove }: ColumnHeadProps) {
  return (
    <Table.Th scope="col" className={classes.head}>
      <Stack gap={6} align="flex-start">
        {listing ? (
          <>
            <ListingKindLabel kind={listing.kind} />
            <TextLink
              to="/listings/$listingId"
              params={{ listingId: listing.id }}
              search={{ project }}
              fw={640}
            >
              {listing.title}
            </TextLink>
          </>
        ) : (
          <Text size="sm" fw={400}>
            This one cannot be shown. It may have been taken back, or be for others only.
          </Text>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconX size={14} aria-hidden />}
          aria-label={`Take out ${listing?.title ?? 'what cannot be shown'}`}
          onClick={onRemove}
        >
          Take out
        </Button>
      </Stack>
    </Table.Th>
  );
}

function rowsOf(listings: readonly Compared[]): Row<ReactNode>[] {
  const row = (
    key: string,
    title: string,
    say: (listing: Compared) => string,
    show: (listing: Compared) => ReactNode = say,
  ): Row<ReactNode> => ({ ...rowOf(key, title, [...listings], say), cells: listings.map(show) });
  return [
    row('kind', 'Kind', ({ kind }) => KINDS[kind].label),
    ...(listings.some(({ warning }) => warning !== '')
      ? [
          row(
            'warning',
            'Known problem',
            ({ warning }) => warning,
            ({ warning, warningReason }) => (
              <>
                <Text size="sm" fw={600} c="var(--mantine-color-error)">
                  {warning}
                </Text>
                {warningReason}
              </>
            ),
          ),
        ]
      : []),
    row('identifiers', 'Identifiers', ({ identifiers }) => identifiers.join(', ')),
    row('synonyms', 'Also called', ({ synonyms }) => synonyms.join(', ')),
    ...factRows(listings.map(({ facts }) => facts)).map((facts) => ({
      ...facts,
      key: `fact ${facts.key}`,
      cells: facts.cells.map((fact) => fact && factValue(fact)),
    })),
    row('stock', 'Availability', (listing) =>
      listing.hasStock ? stockSentence(listing, pieceOf(listing.kind)) : 'Ask the provider',
    ),
    row(
      'terms',
      'May be used for',
      ({ useTerms, distinctUseTerms }) =>
        (useTerms ? [useTerms] : distinctUseTerms)
          .map(({ id }) => id)
          .sort()
          .join(),
      (listing) => <UseTermsList listing={listing} />,
    ),
    ...(listings.some(({ verdict }) => verdict)
      ? [
          row(
            'verdict',
            'For the project',
            ({ verdict }) => verdict?.verdict ?? '',
            ({ verdict }) => verdict && <ListingVerdict verdict={verdict} limit={3} />,
          ),
        ]
      : []),
    row('provider', 'Provider', ({ unit }) =>
      [unit.name, unit.organisation.name, countryName(unit.organisation.countryCode)].join(', '),
    ),
  ];
}
