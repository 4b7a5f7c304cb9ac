import type { HealthGrade } from '@/graphql/graphql';
import { count, number } from '@/lib/format';

const SHARES: Record<HealthGrade, string> = {
  A: 'at least 90 % of its listings are in order',
  B: 'at least 75 % of its listings are in order',
  C: 'at least half of its listings are in order',
  D: 'fewer than half of its listings are in order',
};

/** Say how well a unit's listings are kept. */
export function gradeSentence(grade: HealthGrade | null | undefined): string {
  return grade ? `Grade ${grade}: ${SHARES[grade]}.` : 'There is nothing to grade.';
}

/** Say how long a unit's requests take, or that too few have finished to tell. */
export function turnaroundSentence(
  turnaround: { medianDays: number; requests: number } | null | undefined,
): string {
  if (!turnaround) return 'Fewer than ten of its requests have finished, so its turnaround is not told.';
  const { medianDays, requests } = turnaround;
  return `Half of its requests arrived within ${number(medianDays)} days, of ${count(requests, 'finished request')}.`;
}
