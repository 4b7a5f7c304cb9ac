import type { HealthGrade } from '@/graphql/graphql';

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
