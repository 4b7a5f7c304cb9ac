import { count, list, number } from '@/lib/format';

export interface Counts {
  rowsCreated: number;
  rowsUpdated: number;
  rowsUnchanged: number;
  rowsRejected: number;
}

/** Say what an import did with its rows. */
export function countsSentence({ rowsCreated, rowsUpdated, rowsUnchanged, rowsRejected }: Counts): string {
  const done = [
    [rowsCreated, 'new'],
    [rowsUpdated, 'changed'],
    [rowsUnchanged, 'unchanged'],
    [rowsRejected, 'rejected'],
  ] as const;
  const parts = done.filter(([rows]) => rows > 0).map(([rows, word]) => `${number(rows)} ${word}`);
  return parts.length === 0 ? 'No rows' : list(parts);
}

/** Return how much of a file is checked, from 0 to 100, or null while its rows are not counted yet. */
export function percentChecked(rowsChecked: number, rowsTotal: number | null): number | null {
  if (rowsTotal === null) return null;
  return rowsTotal === 0 ? 100 : Math.floor((100 * rowsChecked) / rowsTotal);
}

/** Say how much of a file is checked. */
export function progressSentence(rowsChecked: number, rowsTotal: number | null): string {
  if (rowsTotal === null) return 'Reading the file';
  return rowsChecked < rowsTotal
    ? `${number(rowsChecked)} of ${count(rowsTotal, 'row')} checked`
    : `All ${count(rowsTotal, 'row')} checked; storing them`;
}
