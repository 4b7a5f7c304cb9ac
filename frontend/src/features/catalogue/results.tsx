import { Button, Stack } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { Pager, type Place } from '@/components/pager';
import { ListSkeleton } from '@/components/skeletons';
import type { Comparison } from '@/features/catalogue/comparison';
import { Download } from '@/features/catalogue/download';
import { ListingCard } from '@/features/catalogue/listing-card';
import type { Found } from '@/features/catalogue/listings-question';
import { filterCount, type CatalogueSearch } from '@/features/catalogue/search';
import type { Answer } from '@/lib/use-answer';

import classes from './catalogue.module.css';

// Most people look at cards; the map comes with the shapes of all countries.
const ResultTable = lazy(async () => ({
  default: (await import('@/features/catalogue/result-table')).ResultTable,
}));
const ResultMap = lazy(async () => ({
  default: (await import('@/features/catalogue/result-map')).ResultMap,
}));

interface ResultsProps {
  answer: Answer<Found>;
  search: CatalogueSearch;
  comparison: Comparison;
  onChange: (change: Partial<CatalogueSearch>) => void;
  onMove: (place: Place) => void;
  onReset: () => void;
}

/** What is found, as cards, as a table or on a map, and the ways on. */
export function Results({ answer, search, comparison, onChange, onMove, onReset }: ResultsProps) {
  return (
    <AnswerView answer={answer}>
      {({ edges, pageInfo, totalCount }) => (
        <Stack gap="md" className={classes.found} aria-busy={answer.isChanging}>
          {search.view === 'map' ? (
            <Suspense fallback={<ListSkeleton rows={1} height={420} />}>
              <ResultMap search={search} onChange={onChange} />
            </Suspense>
          ) : edges.length === 0 ? (
            <NothingFound search={search} onReset={onReset} />
          ) : search.view === 'table' ? (
            <Suspense fallback={<ListSkeleton />}>
              <ResultTable
                listings={edges.map(({ node }) => node)}
                search={search}
                comparison={comparison}
                onSort={(sort) => {
                  onChange({ sort, near: undefined });
                }}
              />
            </Suspense>
          ) : (
            <ul className={classes.list}>
              {edges.map(({ node }) => (
                <li key={node.id}>
                  <ListingCard listing={node} project={search.project} comparison={comparison} />
                </li>
              ))}
            </ul>
          )}
          {totalCount > 0 && search.view !== 'map' && (
            <Pager pageInfo={pageInfo} total={totalCount} of="listing" onMove={onMove} />
          )}
          {totalCount > 0 && <Download search={search} total={totalCount} />}
        </Stack>
      )}
    </AnswerView>
  );
}

function NothingFound({ search, onReset }: { search: CatalogueSearch; onReset: () => void }) {
  const isNarrowed = search.q !== undefined || filterCount(search) > 0;
  return (
    <Empty
      icon={IconMoodEmpty}
      title={isNarrowed ? 'Nothing fits' : 'Nothing is offered yet'}
      action={
        isNarrowed && (
          <Button variant="default" onClick={onReset}>
            Search without filters
          </Button>
        )
      }
    >
      {isNarrowed
        ? 'Try fewer filters, a broader word, or another spelling; gene symbols, RRIDs and Cellosaurus names are known too.'
        : 'Biobanks and cell banks have not published any listing. Come back later.'}
    </Empty>
  );
}
