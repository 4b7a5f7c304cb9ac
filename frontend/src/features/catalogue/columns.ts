import type { SaidFact } from '@/features/catalogue/fact-value';

export interface TitledFact extends SaidFact {
  title: string;
}

export interface Column {
  name: string;
  title: string;
}

/** Columns for facts that a table has at most; the listing's own page has the rest. */
const MOST_COLUMNS = 6;
/** Too long for a cell, or said of every listing already. */
const LEFT_OUT = new Set(['LONG_TEXT', 'MARKERS', 'COUNTS', 'USE_TERMS', 'REFERENCE', 'RRID']);

/** Return the facts that most of the rows state, in the order of their kind. */
export function columnsOf(rows: readonly (readonly TitledFact[])[]): Column[] {
  const places = new Map<string, { column: Column; said: number }>();
  for (const { name, title, type } of rows.flat()) {
    if (LEFT_OUT.has(type)) continue;
    const known = places.get(name);
    if (known) known.said += 1;
    else places.set(name, { column: { name, title }, said: 1 });
  }
  const commonest = [...places.values()].sort((one, other) => other.said - one.said).slice(0, MOST_COLUMNS);
  return [...places.values()].filter((place) => commonest.includes(place)).map(({ column }) => column);
}
