import { placeParams, textParam } from '@/lib/search';

export interface ImportsSearch {
  /** Id of the unit whose imports are listed; all of the viewer's when absent. */
  unit?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** Read which imports the address asks for. */
export function importsSearch(given: Record<string, unknown>): ImportsSearch {
  return { unit: textParam(given.unit), ...placeParams(given) };
}

export type ProblemsSearch = Omit<ImportsSearch, 'unit'>;

/** Read which page of an import's problems the address asks for. */
export function problemsSearch(given: Record<string, unknown>): ProblemsSearch {
  return placeParams(given);
}
