import { expect, it } from 'vitest';

import { factRows, rowOf } from '@/features/catalogue/side-by-side';

const fact = (name: string, ...values: string[]) =>
  ({ name, title: name.toUpperCase(), type: 'TEXT', values, unit: '' }) as const;

it('aligns facts by field, and says which differ', () => {
  const rows = factRows([
    [fact('species', 'human'), fact('sex', 'female')],
    [fact('sex', 'female'), fact('age', '60')],
  ]);
  expect(
    rows.map(({ key, title, cells, isDifferent }) => [
      key,
      title,
      cells.map((cell) => cell?.values),
      isDifferent,
    ]),
  ).toEqual([
    ['species', 'SPECIES', [['human'], undefined], true],
    ['sex', 'SEX', [['female'], ['female']], false],
    ['age', 'AGE', [undefined, ['60']], true],
  ]);
});

it('finds one cell alone to differ from nothing', () => {
  expect(rowOf('kind', 'Kind', ['a'], (cell) => cell).isDifferent).toBe(false);
});
