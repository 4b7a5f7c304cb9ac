import { MOST_COMPARED } from '@/features/catalogue/search';

/** What is chosen to be compared, and how to choose. */
export interface Comparison {
  ids: readonly string[];
  toggle: (id: string) => void;
}

/** Return the ids with one more or one less, or null when there are too many already. */
export function toggled(ids: readonly string[], id: string): string[] | null {
  if (ids.includes(id)) return ids.filter((other) => other !== id);
  return ids.length < MOST_COMPARED ? [...ids, id] : null;
}
