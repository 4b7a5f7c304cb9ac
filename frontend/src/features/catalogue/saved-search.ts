import {
  catalogueSearch,
  filterCount,
  listingsArguments,
  type CatalogueSearch,
} from '@/features/catalogue/search';
import { count } from '@/lib/format';

/** What the API keeps of a search: the arguments of its list, without what does not narrow. */
export function keptSearch(search: CatalogueSearch) {
  const { unit, usableFor, ...narrowing } = listingsArguments(search);
  const { sort, near } = search;
  const said = Object.entries({ ...narrowing, sort, near }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return { wish: JSON.stringify(Object.fromEntries(said)), unit, usableFor };
}

/** Return what the address of the catalogue asks for when it shows a saved search. */
export function savedSearch(wish: string): CatalogueSearch {
  const { search, usableFor, ...narrowing } = JSON.parse(wish) as Record<string, unknown>;
  return catalogueSearch({ ...narrowing, q: search, project: usableFor });
}

/** Say in a few words what a search is for. */
export function inShort(search: CatalogueSearch): string {
  const filters = filterCount(search);
  const parts = [
    search.q === undefined ? '' : `“${search.q}”`,
    filters > 0 ? count(filters, 'filter') : '',
    search.project === undefined ? '' : 'for a project',
  ];
  return parts.filter(Boolean).join(', ') || 'Everything';
}
