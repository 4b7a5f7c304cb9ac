import type { TitledFact } from '@/features/catalogue/columns';

/** One property of all listings compared; the cells are in the listings' order. */
export interface Row<Cell> {
  key: string;
  title: string;
  cells: Cell[];
  isDifferent: boolean;
}

/** Return a row whose cells differ if what they say differs. */
export function rowOf<Cell>(
  key: string,
  title: string,
  cells: Cell[],
  say: (cell: Cell) => string,
): Row<Cell> {
  return { key, title, cells, isDifferent: new Set(cells.map(say)).size > 1 };
}

/** Align what listings say of themselves by field; a listing without the field has no cell. */
export function factRows(listings: readonly (readonly TitledFact[])[]): Row<TitledFact | undefined>[] {
  const titles = new Map(listings.flat().map(({ name, title }) => [name, title]));
  return [...titles].map(([name, title]) =>
    rowOf(
      name,
      title,
      listings.map((facts) => facts.find((fact) => fact.name === name)),
      (fact) => (fact ? `${fact.values.join('\n')} ${fact.unit}` : ''),
    ),
  );
}
