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
  if (donorCount != null) return `${available}, from ${count(donorCount, 'donor')}`;
  return donorCountSuppressed && availableCount != null
    ? `${available}, from fewer than ten donors`
    : available;
}
