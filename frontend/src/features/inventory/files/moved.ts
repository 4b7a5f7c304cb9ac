/** Return the ids with the one at a place moved up or down by one. */
export function moved(ids: readonly string[], place: number, by: -1 | 1): string[] {
  const rest = ids.filter((_, index) => index !== place);
  return [...rest.slice(0, place + by), ...ids.slice(place, place + 1), ...rest.slice(place + by)];
}
