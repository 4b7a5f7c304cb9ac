import { expect, it } from 'vitest';

import { inboxSearch } from './search';

it('reads the filters and the place', () => {
  expect(inboxSearch({ unit: 'u1', stage: 'IN_REVIEW', before: 'c' })).toEqual({
    unit: 'u1',
    stage: 'IN_REVIEW',
    before: 'c',
  });
});

it('knows no baskets of others', () => {
  expect(inboxSearch({ stage: 'BASKET' }).stage).toBeUndefined();
});
