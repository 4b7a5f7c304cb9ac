import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { IconMoodEmpty, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, type SubmitEvent } from 'react';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { Page } from '@/components/page';
import { pageArguments, Pager, type Place } from '@/components/pager';
import { Download } from '@/features/catalogue/download';
import { Filters } from '@/features/catalogue/filters';
import { ListingCard } from '@/features/catalogue/listing-card';
import type { CatalogueSearch } from '@/features/catalogue/search';
import { WhichOne } from '@/features/catalogue/which-one';
import { graphql } from '@/graphql/gql';
import { announce } from '@/lib/announcements';
import { count } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';

import classes from './catalogue.module.css';

const CatalogueQuery = graphql(`
  query Catalogue(
    $search: String
    $kind: [ListingKind!]
    $country: [String!]
    $unit: ID
    $usableFor: ID
    $verdict: [Verdict!]
    $project: ID!
    $withVerdict: Boolean!
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    listings(
      search: $search
      kind: $kind
      country: $country
      unit: $unit
      usableFor: $usableFor
      verdict: $verdict
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      totalCount
      facets {
        ...FacetFields
      }
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          ...ListingCardFields
        }
      }
    }
  }
`);

/** Search what others hold, and see what of it may be used for a project. */
export function CataloguePage() {
  const search = useSearch({ from: '/catalogue' });
  const navigate = useNavigate({ from: '/catalogue' });
  const results = useRef<HTMLHeadingElement>(null);
  const { q, kind, country, unit, project, verdict, after, before } = search;
  const answer = useAnswer(
    CatalogueQuery,
    {
      search: q ?? null,
      kind: kind ?? null,
      country: country ?? null,
      unit: unit ?? null,
      usableFor: project ?? null,
      verdict: verdict ?? null,
      project: project ?? '',
      withVerdict: project !== undefined,
      ...pageArguments({ after, before }, 12),
    },
    { typenames: ['Listing'] },
  );
  const total = answer.data?.listings.totalCount;
  useEffect(() => {
    if (total !== undefined) announce(`${count(total, 'listing')} found.`);
  }, [total, q]);

  /** Change what is asked for; another question starts at the first page. */
  const ask = (change: Partial<CatalogueSearch>) =>
    navigate({ search: { ...search, after: undefined, before: undefined, ...change }, resetScroll: false });

  const move = async (place: Place) => {
    await navigate({ search: { ...search, after: place.after, before: place.before }, resetScroll: false });
    results.current?.focus();
    results.current?.scrollIntoView();
  };

  return (
    <Page
      title="Catalogue"
      lead="Samples, cell lines, tools, data, instruments and services for cancer research."
    >
      <SearchForm key={q} text={q ?? ''} onSearch={(text) => ask({ q: text || undefined })} />
      <div className={classes.columns}>
        <Filters search={search} facets={answer.data?.listings.facets ?? []} onChange={ask} />
        <Stack gap="md" miw={0}>
          <Title order={2} ref={results} tabIndex={-1} size="h3" className={classes.results}>
            {total === undefined ? 'Results' : `${count(total, 'listing')} found`}
          </Title>
          {q !== undefined && <WhichOne name={q} />}
          <AnswerView answer={answer}>
            {({ listings }) => (
              <Stack gap="md" className={classes.found} aria-busy={answer.isChanging}>
                {listings.edges.length === 0 ? (
                  <NothingFound search={search} onReset={() => ask(NO_FILTERS)} />
                ) : (
                  <ul className={classes.list}>
                    {listings.edges.map(({ node }) => (
                      <li key={node.id}>
                        <ListingCard listing={node} project={project} />
                      </li>
                    ))}
                  </ul>
                )}
                {listings.totalCount > 0 && (
                  <>
                    <Pager
                      pageInfo={listings.pageInfo}
                      total={listings.totalCount}
                      of="listing"
                      onMove={move}
                    />
                    <Download search={search} total={listings.totalCount} />
                  </>
                )}
              </Stack>
            )}
          </AnswerView>
        </Stack>
      </div>
    </Page>
  );
}

const NO_FILTERS: Partial<CatalogueSearch> = {
  q: undefined,
  kind: undefined,
  country: undefined,
  unit: undefined,
  verdict: undefined,
};

function SearchForm({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const search = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entry = new FormData(event.currentTarget).get('q');
    onSearch(typeof entry === 'string' ? entry.trim() : '');
  };
  return (
    <form role="search" onSubmit={search}>
      <Group gap="sm" wrap="nowrap" align="flex-end">
        <TextInput
          name="q"
          type="search"
          size="md"
          flex={1}
          aria-label="Search the catalogue"
          placeholder="A disease, tissue, gene, cell line or RRID"
          leftSection={<IconSearch size={19} aria-hidden />}
          defaultValue={text}
          maxLength={200}
        />
        <Button type="submit" size="md">
          Search
        </Button>
      </Group>
    </form>
  );
}

function NothingFound({ search, onReset }: { search: CatalogueSearch; onReset: () => void }) {
  const isNarrowed = Boolean(search.q ?? search.kind ?? search.country ?? search.unit ?? search.verdict);
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
