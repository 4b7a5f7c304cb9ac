import { describe, expect, it } from 'vitest';

import { FACETS, GROUPS, groupsFor, shownValues, valueLabel } from '@/features/catalogue/facets';
import { FACET_NAMES } from '@/features/catalogue/search';

it('has every facet in one group', () => {
  const grouped = GROUPS.flatMap(({ facets }) => facets);
  expect([...grouped].sort()).toEqual(['kind', ...FACET_NAMES].sort());
  expect(Object.keys(FACETS).sort()).toEqual([...grouped].sort());
});

it.each([
  ['age', '0-17', '0-17', '0–17 years'],
  ['age', '65+', '65+', '65 years or more'],
  ['origin', 'human_coded', 'human_coded', 'Human, coded'],
  ['biosafety', '2', '2', 'Level 2'],
  ['condition', 'DUO:0000042', 'general research use', 'General research use'],
  ['training', 'not needed', 'not needed', 'Training not needed'],
  ['country', 'AT', 'Austria', 'Austria'],
] as const)('says %s %s in words', (facet, value, label, words) => {
  expect(valueLabel(facet, value, label)).toBe(words);
});

describe('groupsFor', () => {
  it('leaves out what says nothing of the kinds chosen', () => {
    expect(groupsFor(['EQUIPMENT'], new Set()).map(({ key }) => key)).toEqual(['what', 'who', 'terms']);
    expect(groupsFor([], new Set())).toEqual(GROUPS);
  });

  it('keeps a group in which something is chosen', () => {
    expect(groupsFor(['EQUIPMENT'], new Set(['sex'])).map(({ key }) => key)).toContain('samples');
  });
});

it('shows the first values and those chosen until all are asked for', () => {
  const values = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((value) => ({ value, label: value, count: 1 }));
  expect(
    shownValues(values, ['h'], false)
      .map(({ value }) => value)
      .join(''),
  ).toBe('abcdefh');
  expect(shownValues(values, [], true)).toHaveLength(8);
});
