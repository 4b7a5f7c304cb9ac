import { describe, expect, it } from 'vitest';

import { inventorySearch, isNarrowed } from './search';

describe('inventorySearch', () => {
  it('keeps what it knows', () => {
    expect(inventorySearch({ text: 'MCF', kind: 'CELL_LINE', visibility: 'DRAFT', sort: 'CHANGED' })).toEqual(
      { unit: undefined, text: 'MCF', kind: 'CELL_LINE', visibility: 'DRAFT', sort: 'CHANGED' },
    );
  });

  it('drops what it does not', () => {
    const read = inventorySearch({ kind: 'SPACESHIP', visibility: 7, sort: 'SIZE', text: '' });
    expect(read).toEqual({});
    expect(isNarrowed(read)).toBe(false);
  });
});

describe('isNarrowed', () => {
  it('is by what leaves listings out', () => {
    expect(isNarrowed({ sort: 'KEY', unit: 'x' })).toBe(false);
    expect(isNarrowed({ visibility: 'PUBLIC' })).toBe(true);
  });
});
