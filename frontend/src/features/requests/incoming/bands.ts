import { temperatures } from '@/lib/format';

export interface Band {
  minC: number;
  maxC: number;
}

interface NamedBand extends Band {
  key: string;
  name: string;
}

/** The bands in which material usually travels. */
export const BANDS: readonly NamedBand[] = [
  { key: 'nitrogen', name: 'Liquid nitrogen vapour', minC: -196, maxC: -150 },
  { key: 'dry-ice', name: 'Dry ice', minC: -80, maxC: -60 },
  { key: 'frozen', name: 'Frozen', minC: -25, maxC: -15 },
  { key: 'refrigerated', name: 'Refrigerated', minC: 2, maxC: 8 },
  { key: 'room', name: 'Room temperature', minC: 15, maxC: 25 },
];

export const COLDEST_C = -273;
export const WARMEST_C = 60;

/** Say a band with its name: Dry ice, −80 to −60 °C. */
export function bandLabel({ name, minC, maxC }: NamedBand): string {
  return `${name}, ${temperatures(minC, maxC)}`;
}

/** Return what is wrong with each end of a band, as they were typed. */
export function bandProblems(
  minC: number | string,
  maxC: number | string,
): { minC: string | null; maxC: string | null } {
  const endProblem = (end: number | string) => {
    if (typeof end !== 'number') return 'Enter a temperature.';
    return end < COLDEST_C || end > WARMEST_C ? 'Enter −273 to 60 °C.' : null;
  };
  const problems = { minC: endProblem(minC), maxC: endProblem(maxC) };
  if (problems.minC ?? problems.maxC) return problems;
  return minC > maxC ? { minC: null, maxC: 'This is colder than the other end.' } : problems;
}
