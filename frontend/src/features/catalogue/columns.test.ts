import { expect, it } from 'vitest';

import { columnsOf } from '@/features/catalogue/columns';
import type { FieldType } from '@/graphql/graphql';

const fact = (name: string, type: FieldType = 'TEXT') => ({
  name,
  title: name,
  type,
  values: ['x'],
  unit: '',
});

it('has columns for what most rows say, in the order of the kind', () => {
  const rows = [
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => fact(name)),
    ['a', 'c', 'd', 'e', 'f', 'g'].map((name) => fact(name)),
  ];
  expect(columnsOf(rows).map(({ name }) => name)).toEqual(['a', 'c', 'd', 'e', 'f', 'g']);
});

it('leaves out what is too long, and what every listing says', () => {
  expect(columnsOf([[fact('story', 'LONG_TEXT'), fact('rrid', 'RRID'), fact('sex')]])).toHaveLength(1);
  expect(columnsOf([])).toEqual([]);
});
