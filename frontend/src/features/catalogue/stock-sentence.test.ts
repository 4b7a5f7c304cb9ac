import { expect, it } from 'vitest';

import { stockSentence } from '@/features/catalogue/stock-sentence';

it.each([
  [
    { availableCount: 54, donorCount: 38, donorCountSuppressed: false },
    '54 specimens available, from 38 donors',
  ],
  [{ availableCount: 1, donorCount: null, donorCountSuppressed: false }, '1 specimen available'],
  [
    { availableCount: 0, donorCount: 12, donorCountSuppressed: false },
    'None available at the moment, from 12 donors',
  ],
  [
    { availableCount: 20, donorCount: null, donorCountSuppressed: true },
    '20 specimens available, from fewer than ten donors',
  ],
  [
    { availableCount: null, donorCount: null, donorCountSuppressed: true },
    'Fewer than ten donors: numbers are not shown, to protect them',
  ],
])('says of %j how much there is', (stock, expected) => {
  expect(stockSentence(stock, 'specimen')).toBe(expected);
});
