import { expect, it } from 'vitest';

import { COUNTRIES } from '@/lib/countries';

it('lists every country once, by name', () => {
  expect(COUNTRIES).toHaveLength(249);
  expect(new Set(COUNTRIES.map(({ value }) => value)).size).toBe(249);
  expect(COUNTRIES.filter(({ value, label }) => value === label)).toEqual([]);
  expect(COUNTRIES[0]).toEqual({ value: 'AF', label: 'Afghanistan' });
});
