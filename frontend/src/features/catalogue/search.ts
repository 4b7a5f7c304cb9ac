import type { ListingKind, ListingSort, Verdict } from '@/graphql/graphql';
import { countParam, placeParams, textParam, textsParam, wordParam, wordsParam } from '@/lib/search';

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
/** Facets whose values the address holds, each under its name; kinds and verdicts have words of their own. */
export const FACET_NAMES = [
  'diagnosis',
  'availability',
  'site',
  'material',
  'preservation',
  'temperature',
  'sex',
  'age',
  'species',
  'biosafety',
  'origin',
  'country',
  'region',
  'provider',
  'consortium',
  'sector',
  'condition',
  'training',
] as const;
/** Orders that one asks for; without one the likeliest come first. */
export const SORT_NAMES = ['NEWEST', 'NAME', 'NEAREST'] as const satisfies ListingSort[];
export const VIEW_NAMES = ['table', 'map'] as const;
/** As many as one can ask for at least, as the server has it. */
export const MOST_QUANTITY = 1000;
/** How many listings are compared at most, as the server has it. */
export const MOST_COMPARED = 6;

export type FacetName = (typeof FACET_NAMES)[number];
/** What is chosen in the facets. */
export type Chosen = Partial<Record<FacetName, string[] | undefined>>;

/** What the address of the catalogue asks for. */
export interface CatalogueSearch extends Chosen {
  q?: string | undefined;
  kind?: ListingKind[] | undefined;
  /** How many must be free to be asked for. */
  quantityAtLeast?: number | undefined;
  /** Id of the only unit whose listings are looked for. */
  unit?: string | undefined;
  /** Id of the project for which verdicts are shown. */
  project?: string | undefined;
  verdict?: Verdict[] | undefined;
  sort?: (typeof SORT_NAMES)[number] | undefined;
  /** Country that the nearest are near to. */
  near?: string | undefined;
  /** How what is found is shown; cards if not said. */
  view?: (typeof VIEW_NAMES)[number] | undefined;
  /** Ids of the listings chosen to be compared. */
  compare?: string[] | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** Read what the address asks for; verdicts without a project mean nothing, nor does nearness without a place. */
export function catalogueSearch(given: Record<string, unknown>): CatalogueSearch {
  const project = textParam(given.project);
  const near = textParam(given.near);
  const sort = wordParam(given.sort, SORT_NAMES);
  return {
    q: textParam(given.q),
    kind: wordsParam(given.kind, KIND_NAMES),
    ...Object.fromEntries(FACET_NAMES.map((name) => [name, textsParam(given[name])])),
    quantityAtLeast: countParam(given.quantityAtLeast, MOST_QUANTITY),
    unit: textParam(given.unit),
    project,
    verdict: project === undefined ? undefined : wordsParam(given.verdict, VERDICT_NAMES),
    sort: sort === 'NEAREST' && near === undefined ? undefined : sort,
    near: sort === 'NEAREST' ? near : undefined,
    view: wordParam(given.view, VIEW_NAMES),
    compare: comparedIds(given.compare),
    ...placeParams(given),
  };
}

/** Return the search without anything that narrows it; the project stays, and how results are shown. */
export function withoutFilters(search: CatalogueSearch): CatalogueSearch {
  const { project, sort, near, view, compare } = search;
  return { project, sort, near, view, compare };
}

/** Return how many filters are set. */
export function filterCount(search: CatalogueSearch): number {
  const { kind, unit, verdict, quantityAtLeast } = search;
  const chosen = [kind, verdict, ...FACET_NAMES.map((name) => search[name])];
  const alone = [unit, quantityAtLeast].filter((one) => one !== undefined).length;
  return chosen.reduce((sum, values) => sum + (values?.length ?? 0), alone);
}

/** Return what is asked of the API's list of listings, but for its order and the page. */
export function listingsArguments(search: CatalogueSearch) {
  const { q, kind, quantityAtLeast, unit, project, verdict } = search;
  const chosen = Object.fromEntries(FACET_NAMES.map((name) => [name, search[name] ?? null]));
  return {
    ...(chosen as Record<FacetName, string[] | null>),
    search: q ?? null,
    kind: kind ?? null,
    quantityAtLeast: quantityAtLeast ?? null,
    unit: unit ?? null,
    usableFor: project ?? null,
    verdict: verdict ?? null,
  };
}

/** Return the address of a table of all that is found, on whichever page of it one is. */
export function sheetAddress(search: CatalogueSearch, ending: 'csv' | 'xlsx'): string {
  const { q, kind = [], quantityAtLeast, unit, project, verdict = [], sort, near } = search;
  const given = new URLSearchParams([
    ...(q === undefined ? [] : [['search', q]]),
    ...kind.map((one) => ['kind', one]),
    ...FACET_NAMES.flatMap((name) => (search[name] ?? []).map((one) => [name, one])),
    ...(quantityAtLeast === undefined ? [] : [['quantityAtLeast', String(quantityAtLeast)]]),
    ...(project === undefined ? [] : [['usableFor', project]]),
    ...verdict.map((one) => ['verdict', one]),
    ...(unit === undefined ? [] : [['unit', unit]]),
    ...(sort === undefined ? [] : [['sort', sort]]),
    ...(near === undefined ? [] : [['near', near]]),
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

export interface CompareSearch {
  listing?: string[] | undefined;
  project?: string | undefined;
  /** Show only what differs. */
  only?: 'differences' | undefined;
}

/** Read which listings are compared, and for which project. */
export function compareSearch(given: Record<string, unknown>): CompareSearch {
  return {
    listing: comparedIds(given.listing),
    project: textParam(given.project),
    only: wordParam(given.only, ['differences']),
  };
}

/** Return the ids given, each once, in the order in which they were chosen. */
function comparedIds(value: unknown): string[] | undefined {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  const ids = [...new Set(given.filter((entry) => typeof entry === 'string' && entry !== ''))] as string[];
  return ids.length > 0 ? ids.slice(0, MOST_COMPARED) : undefined;
}
