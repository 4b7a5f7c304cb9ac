import { expect, it } from 'vitest';

import { byUnit } from '@/features/requests/basket/by-unit';

it('groups lines by provider in the order of the basket', () => {
  const line = (id: string, unit: string) => ({ id, listing: { unit: { id: unit } } });
  const [first, second, third] = [line('1', 'graz'), line('2', 'leeds'), line('3', 'graz')];
  expect(byUnit([first, second, third])).toEqual([
    { unit: { id: 'graz' }, lines: [first, third] },
    { unit: { id: 'leeds' }, lines: [second] },
  ]);
  expect(byUnit([])).toEqual([]);
});
