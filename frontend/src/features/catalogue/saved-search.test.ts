import { describe, expect, it } from 'vitest';

import { inShort, keptSearch, savedSearch } from '@/features/catalogue/saved-search';
import { catalogueSearch, FACET_NAMES, type CatalogueSearch } from '@/features/catalogue/search';

const EVERYTHING: CatalogueSearch = catalogueSearch({
  ...Object.fromEntries(FACET_NAMES.map((name) => [name, [`${name} a`, `${name} b`]])),
  q: 'breast & line',
  kind: ['PLASMID'],
  quantityAtLeast: 3,
  unit: 'U1',
  project: 'P1',
  verdict: ['PERMIT'],
  sort: 'NEAREST',
  near: 'AT',
});

describe('a saved search', () => {
  it('comes back as it was asked, whatever is chosen', () => {
    const { wish, unit, usableFor } = keptSearch(EVERYTHING);
    const told = JSON.stringify({ ...(JSON.parse(wish) as object), unit, usableFor });
    expect(savedSearch(told)).toEqual(EVERYTHING);
  });

  it('keeps neither the page nor how results are shown', () => {
    const { wish } = keptSearch({ q: 'liver', after: 'c', view: 'table', compare: ['a'] });
    expect(JSON.parse(wish)).toEqual({ search: 'liver' });
  });

  it('is told in a few words', () => {
    expect(inShort({})).toBe('Everything');
    expect(inShort(EVERYTHING)).toBe(`“breast & line”, ${FACET_NAMES.length * 2 + 4} filters, for a project`);
  });
});
