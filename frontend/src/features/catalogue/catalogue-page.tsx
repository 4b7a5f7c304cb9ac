import { Stack, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import { Page } from '@/components/page';
import type { Place } from '@/components/pager';
import { Chosen } from '@/features/catalogue/chosen';
import { CompareBar } from '@/features/catalogue/compare-choice';
import { toggled, type Comparison } from '@/features/catalogue/comparison';
import { chosenFacets, useFacets } from '@/features/catalogue/facet-question';
import { GROUPS } from '@/features/catalogue/facets';
import { Filters } from '@/features/catalogue/filters';
import { useListings } from '@/features/catalogue/listings-question';
import { ResultTools } from '@/features/catalogue/result-tools';
import { Results } from '@/features/catalogue/results';
import { SaveSearch } from '@/features/catalogue/save-search';
import { SearchBox } from '@/features/catalogue/search-box';
import { withoutFilters, type CatalogueSearch } from '@/features/catalogue/search';
import { WhichOne } from '@/features/catalogue/which-one';
import { announce } from '@/lib/announcements';
import { count } from '@/lib/format';

import classes from './catalogue.module.css';

/** Search what others hold, and see what of it may be used for a project. */
export function CataloguePage() {
  const search = useSearch({ from: '/catalogue' });
  const navigate = useNavigate({ from: '/catalogue' });
  const results = useRef<HTMLHeadingElement>(null);
  const { open, toggleGroup } = useOpenGroups(search);
  const facets = useFacets({ search, only: askedFacets(search, open) });
  const answer = useListings(search);
  const total = answer.data?.totalCount;
  useEffect(() => {
    if (total !== undefined && !answer.isChanging) announce(`${count(total, 'listing')} found.`);
  }, [total, answer.isChanging]);

  const show = (next: CatalogueSearch) => navigate({ search: next, resetScroll: false });
  /** Change what is asked for; another question starts at the first page. */
  const ask = (change: Partial<CatalogueSearch>) =>
    show({ ...search, after: undefined, before: undefined, ...change });
  const move = async (place: Place) => {
    await show({ ...search, after: place.after, before: place.before });
    results.current?.focus();
    results.current?.scrollIntoView();
  };
  const { comparison, isFull } = useComparison(search, show);

  return (
    <Page
      title="Catalogue"
      lead="Samples, cell lines, tools, data, instruments and services for cancer research."
      width={1240}
    >
      <SearchBox key={search.q} text={search.q ?? ''} onChange={ask} />
      <div className={classes.columns}>
        <Filters
          search={search}
          facets={facets.data}
          open={open}
          onToggle={toggleGroup}
          onChange={ask}
          total={total}
        />
        <Stack gap="md" miw={0}>
          <div className={classes.tools}>
            <Title order={2} ref={results} tabIndex={-1} size="h3" className={classes.results}>
              {total === undefined ? 'Results' : `${count(total, 'listing')} found`}
            </Title>
            <SaveSearch search={search} />
          </div>
          <Chosen
            search={search}
            facets={facets.data ?? []}
            onChange={ask}
            onClear={() => show({ ...withoutFilters(search), q: search.q })}
          />
          <ResultTools search={search} onChange={ask} onView={(view) => ask({ view })} />
          {search.q !== undefined && <WhichOne name={search.q} />}
          <Results
            answer={answer}
            search={search}
            comparison={comparison}
            onChange={ask}
            onMove={move}
            onReset={() => show(withoutFilters(search))}
          />
          <CompareBar
            comparison={comparison}
            project={search.project}
            isFull={isFull}
            onClear={() => show({ ...search, compare: undefined })}
          />
        </Stack>
      </div>
    </Page>
  );
}

/** Which groups of facets are open: to begin with the first, and those in which something is chosen. */
function useOpenGroups(search: CatalogueSearch) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => {
    const chosen = chosenFacets(search);
    const used = GROUPS.filter(({ facets }) => facets.some((name) => chosen.includes(name)));
    return new Set(['what', ...used.map(({ key }) => key)]);
  });
  const toggleGroup = (key: string, isOpen: boolean) => {
    setOpen((last) => new Set(isOpen ? [...last, key] : [...last].filter((other) => other !== key)));
  };
  return { open, toggleGroup };
}

/** What the server is asked to count: open groups, whatever is chosen, and what the map shows. */
function askedFacets(search: CatalogueSearch, open: ReadonlySet<string>) {
  return [
    ...GROUPS.filter(({ key }) => open.has(key)).flatMap(({ facets }) => facets),
    ...chosenFacets(search),
    ...(search.project === undefined ? [] : ['verdict' as const]),
  ];
}

function useComparison(search: CatalogueSearch, show: (next: CatalogueSearch) => unknown) {
  const [isFull, setIsFull] = useState(false);
  const ids = search.compare ?? [];
  const comparison: Comparison = {
    ids,
    toggle: (id) => {
      const next = toggled(ids, id);
      setIsFull(next === null);
      if (next) show({ ...search, compare: next.length > 0 ? next : undefined });
    },
  };
  return { comparison, isFull };
}
