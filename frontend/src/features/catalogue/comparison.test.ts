import { expect, it } from 'vitest';

import { toggled } from '@/features/catalogue/comparison';

const SIX = ['a', 'b', 'c', 'd', 'e', 'f'];

it('takes in and out, and refuses a seventh', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(SIX, 'g')).toBeNull();
  expect(toggled(SIX, 'f')).toEqual(SIX.slice(0, 5));
});
