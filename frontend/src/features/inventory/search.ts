import type { InventorySort, ListingKind, Visibility } from '@/graphql/graphql';
import { KINDS } from '@/components/listing-kind';
import { placeParams, textParam, wordParam } from '@/lib/search';

export const VISIBILITIES = ['DRAFT', 'CONSORTIUM', 'PUBLIC', 'WITHDRAWN'] as const satisfies Visibility[];
export const SORTS = ['TITLE', 'KEY', 'CHANGED', 'AVAILABLE'] as const satisfies InventorySort[];
export const KIND_NAMES = Object.keys(KINDS) as ListingKind[];

export interface InventorySearch {
  /** Id of the unit whose listings are shown; the first one the viewer manages when absent. */
  unit?: string | undefined;
  text?: string | undefined;
  kind?: ListingKind | undefined;
  visibility?: Visibility | undefined;
  sort?: InventorySort | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** Read which listings the address asks for. */
export function inventorySearch(given: Record<string, unknown>): InventorySearch {
  return {
    unit: textParam(given.unit),
    text: textParam(given.text),
    kind: wordParam(given.kind, KIND_NAMES),
    visibility: wordParam(given.visibility, VISIBILITIES),
    sort: wordParam(given.sort, SORTS),
    ...placeParams(given),
  };
}

/** Say whether the address narrows the list at all. */
export function isNarrowed({ text, kind, visibility }: InventorySearch): boolean {
  return text !== undefined || kind !== undefined || visibility !== undefined;
}
