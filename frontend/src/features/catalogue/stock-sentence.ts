import { count } from '@/lib/format';

interface Stock {
  availableCount?: number | null;
  donorCount?: number | null;
  donorCountSuppressed: boolean;
}

/** Say how much there is, and that small numbers of donors are kept back. */
export function stockSentence(
  { availableCount, donorCount, donorCountSuppressed }: Stock,
  one: string,
): string {
  const available =
    availableCount == null
      ? `Fewer than ten donors: numbers are not shown, to protect them`
      : availableCount === 0
        ? 'None available at the moment'
        : `${count(availableCount, one)} available`;
  if (donorCount) return `${available}, from ${count(donorCount, 'donor')}`;
  return donorCountSuppressed && availableCount != null
    ? `${available}, from fewer than ten donors`
    : available;
}

/** Say in a word or two how much there is, for a cell of a table. */
export function stockWords({ availableCount }: Pick<Stock, 'availableCount'>, one: string): string {
  if (availableCount == null) return 'Not told';
  return availableCount === 0 ? 'None' : count(availableCount, one);
}
