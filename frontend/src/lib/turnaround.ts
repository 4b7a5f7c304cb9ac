import { count, number } from '@/lib/format';

/** Say how long a unit's requests take, or that too few have finished to tell. */
export function turnaroundSentence(
  turnaround: { medianDays: number; requests: number } | null | undefined,
): string {
  if (!turnaround) return 'Fewer than ten of its requests have finished, so its turnaround is not told.';
  const { medianDays, requests } = turnaround;
  return `Half of its requests arrived within ${number(medianDays)} days, of ${count(requests, 'finished request')}.`;
}
