import { describe, expect, it } from 'vitest';

import {
  catalogueSearch,
  compareSearch,
  FACET_NAMES,
  filterCount,
  listingsArguments,
  listingSearch,
  sheetAddress,
  withoutFilters,
} from '@/features/catalogue/search';

describe('catalogueSearch', () => {
  it('reads what the address asks for', () => {
    const given = {
      q: 'liver',
      kind: ['PLASMID', 'CELL_LINE'],
      country: 'AT',
      project: 'P1',
      verdict: ['PERMIT'],
      quantityAtLeast: 5,
      sort: 'NEAREST',
      near: 'UG',
      view: 'table',
      compare: ['L2', 'L1', 'L2'],
    };
    expect(catalogueSearch({ ...given, after: 'c' })).toEqual({
      ...given,
      kind: ['CELL_LINE', 'PLASMID'],
      country: ['AT'],
      compare: ['L2', 'L1'],
      after: 'c',
    });
  });

  it.each(FACET_NAMES)('reads what is chosen of %s', (name) => {
    expect(catalogueSearch({ [name]: ['b', 'a', 'b', 7, ''] })).toEqual({ [name]: ['a', 'b'] });
  });

  it('knows no verdicts without a project, and no nearness without a place', () => {
    expect(catalogueSearch({ verdict: ['PERMIT'], sort: 'NEAREST' })).toEqual({});
    expect(catalogueSearch({ near: 'AT', sort: 'NAME' })).toEqual({ sort: 'NAME' });
  });

  it('leaves out what makes no sense', () => {
    expect(catalogueSearch({ q: 7, kind: ['DRAGON'], country: [], project: '', view: 'globe' })).toEqual({});
  });

  it('compares no more than six', () => {
    expect(catalogueSearch({ compare: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }).compare).toHaveLength(6);
    expect(compareSearch({ listing: 'a', only: 'differences', project: 3 })).toEqual({
      listing: ['a'],
      only: 'differences',
    });
  });
});

it('counts the filters that are set', () => {
  expect(filterCount({})).toBe(0);
  const search = { q: 'liver', kind: ['PLASMID' as const], country: ['AT', 'UG'], sex: ['female'] };
  expect(filterCount({ ...search, verdict: ['DENY'], unit: 'U1', quantityAtLeast: 3 })).toBe(7);
});

it('keeps how results are shown when nothing narrows them any more', () => {
  const search = { q: 'liver', kind: ['PLASMID' as const], sex: ['female'], project: 'P1', after: 'c' };
  expect(withoutFilters({ ...search, view: 'table', sort: 'NAME' })).toEqual({
    project: 'P1',
    view: 'table',
    sort: 'NAME',
  });
});

it('asks the API for nothing that is not chosen', () => {
  const asked = listingsArguments({ site: ['Breast'] });
  expect(Object.entries(asked).filter(([, value]) => value !== null)).toEqual([['site', ['Breast']]]);
  expect(Object.keys(asked)).toEqual(expect.arrayContaining([...FACET_NAMES]));
});

it('reads the project and the place in the stock of a listing', () => {
  expect(listingSearch({ project: 'P1', before: 'b', other: 1 })).toEqual({ project: 'P1', before: 'b' });
});

describe('sheetAddress', () => {
  it('asks for what is found, and not for one page of it', () => {
    const search = {
      q: 'a&b',
      kind: ['PLASMID' as const],
      country: ['AT', 'DE'],
      quantityAtLeast: 5,
      after: 'c',
    };
    expect(sheetAddress(search, 'csv')).toBe(
      '/catalogue.csv?search=a%26b&kind=PLASMID&country=AT&country=DE&quantityAtLeast=5',
    );
  });

  it('has the rows of the one unit, in the order of the page', () => {
    const search = { unit: 'U1', sort: 'NEAREST' as const, near: 'UG' };
    expect(sheetAddress(search, 'csv')).toBe('/catalogue.csv?unit=U1&sort=NEAREST&near=UG');
  });

  it('narrows by verdicts for the project', () => {
    const search = { project: 'P=1', verdict: ['PERMIT' as const] };
    expect(sheetAddress(search, 'xlsx')).toBe('/catalogue.xlsx?usableFor=P%3D1&verdict=PERMIT');
  });
});
