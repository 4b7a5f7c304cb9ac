/** Shades of the map, from few to most. */
export const LEVELS = 5;

/** Return how dark a country is shown: 0 where nothing is found, LEVELS where most is; each step is a multiple. */
export function levelOf(count: number, most: number): number {
  if (count <= 0) return 0;
  return most <= 1 ? LEVELS : 1 + Math.round(((LEVELS - 1) * Math.log(count)) / Math.log(most));
}
