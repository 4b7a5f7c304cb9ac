import { describe, expect, it } from 'vitest';

import { catalogueSearch, filterCount, listingSearch, sheetAddress } from '@/features/catalogue/search';

describe('catalogueSearch', () => {
  it('reads what the address asks for', () => {
    const given = {
      q: 'liver',
      kind: ['PLASMID', 'CELL_LINE'],
      country: 'AT',
      project: 'P1',
      verdict: ['PERMIT'],
    };
    expect(catalogueSearch({ ...given, after: 'c' })).toEqual({
      q: 'liver',
      kind: ['CELL_LINE', 'PLASMID'],
      country: ['AT'],
      project: 'P1',
      verdict: ['PERMIT'],
      after: 'c',
    });
  });

  it('knows no verdicts without a project', () => {
    expect(catalogueSearch({ verdict: ['PERMIT'] }).verdict).toBeUndefined();
  });

  it('leaves out what makes no sense', () => {
    expect(catalogueSearch({ q: 7, kind: ['DRAGON'], country: [], project: '' })).toEqual({});
  });
});

it('counts the filters that are set', () => {
  expect(filterCount({})).toBe(0);
  expect(filterCount({ q: 'liver', kind: ['PLASMID'], country: ['AT', 'UG'], verdict: ['DENY'] })).toBe(4);
});

it('reads the project and the place in the stock of a listing', () => {
  expect(listingSearch({ project: 'P1', before: 'b', other: 1 })).toEqual({ project: 'P1', before: 'b' });
});

describe('sheetAddress', () => {
  it('asks for what is found, and not for one page of it', () => {
    const search = { q: 'a&b', kind: ['PLASMID' as const], country: ['AT', 'DE'], after: 'c' };
    expect(sheetAddress(search, 'csv')).toBe(
      '/catalogue.csv?search=a%26b&kind=PLASMID&country=AT&country=DE',
    );
  });

  it('narrows by verdicts for the project', () => {
    const search = { project: 'P=1', verdict: ['PERMIT' as const] };
    expect(sheetAddress(search, 'xlsx')).toBe('/catalogue.xlsx?usableFor=P%3D1&verdict=PERMIT');
  });
});
