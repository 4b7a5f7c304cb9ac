import { expect, it } from 'vitest';

import { agreementsSearch } from './search';

it('reads the filters and the place', () => {
  expect(agreementsSearch({ state: 'SIGNING', mine: true, after: 'c' })).toEqual({
    state: 'SIGNING',
    mine: true,
    after: 'c',
  });
});

it('leaves out what it does not know', () => {
  expect(agreementsSearch({ state: 'LOST', mine: 'yes', after: 7 })).toEqual({
    state: undefined,
    mine: undefined,
    before: undefined,
  });
});
