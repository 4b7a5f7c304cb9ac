import type { ListingKind, Verdict } from '@/graphql/graphql';
import { placeParams, textParam, textsParam, wordsParam } from '@/lib/search';

export const KIND_NAMES = [
  'SAMPLE_COLLECTION',
  'CELL_LINE',
  'PLASMID',
  'ANTIBODY',
  'ORGANISM',
  'COMPOUND',
  'SOFTWARE',
  'PROTOCOL',
  'DATASET',
  'EQUIPMENT',
  'SERVICE',
] as const satisfies ListingKind[];
export const VERDICT_NAMES = ['PERMIT', 'CONDITIONAL', 'MANUAL', 'DENY'] as const satisfies Verdict[];

/** What the address of the catalogue asks for. */
export interface CatalogueSearch {
  q?: string | undefined;
  kind?: ListingKind[] | undefined;
  country?: string[] | undefined;
  /** Id of the only unit whose listings are looked for. */
  unit?: string | undefined;
  /** Id of the project for which verdicts are shown. */
  project?: string | undefined;
  verdict?: Verdict[] | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** Read what the address asks for; verdicts without a project mean nothing. */
export function catalogueSearch(given: Record<string, unknown>): CatalogueSearch {
  const project = textParam(given.project);
  return {
    q: textParam(given.q),
    kind: wordsParam(given.kind, KIND_NAMES),
    country: textsParam(given.country),
    unit: textParam(given.unit),
    project,
    verdict: project === undefined ? undefined : wordsParam(given.verdict, VERDICT_NAMES),
    ...placeParams(given),
  };
}

/** Return how many filters are set. */
export function filterCount({ kind, country, unit, verdict }: CatalogueSearch): number {
  return (kind?.length ?? 0) + (country?.length ?? 0) + (unit ? 1 : 0) + (verdict?.length ?? 0);
}

/** Return the address of a table of all that is found, on whichever page of it one is. */
export function sheetAddress(search: CatalogueSearch, ending: 'csv' | 'xlsx'): string {
  const { q, kind = [], country = [], project, verdict = [] } = search;
  const given = new URLSearchParams([
    ...(q === undefined ? [] : [['search', q]]),
    ...kind.map((one) => ['kind', one]),
    ...country.map((one) => ['country', one]),
    ...(project === undefined ? [] : [['usableFor', project]]),
    ...verdict.map((one) => ['verdict', one]),
  ]);
  return `/catalogue.${ending}?${given.toString()}`;
}

export interface ListingSearch {
  project?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** Read for which project a listing is looked at, and where in its stock. */
export function listingSearch(given: Record<string, unknown>): ListingSearch {
  return { project: textParam(given.project), ...placeParams(given) };
}
