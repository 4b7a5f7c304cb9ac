import { expect, it } from 'vitest';

import { levelOf } from '@/features/catalogue/map-levels';

it.each([
  [0, 100, 0],
  [1, 100, 1],
  [10, 100, 3],
  [100, 100, 5],
  [1, 1, 5],
])('shows %i of %i at level %i', (count, most, level) => {
  expect(levelOf(count, most)).toBe(level);
});
