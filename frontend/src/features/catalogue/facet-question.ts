import { FACETS, type ShownFacet } from '@/features/catalogue/facets';
import { listingsArguments, type CatalogueSearch } from '@/features/catalogue/search';
import { graphql } from '@/graphql/gql';
import type { CatalogueFacetsQuery as FacetsData } from '@/graphql/graphql';
import { useAnswer, type Answer } from '@/lib/use-answer';

const CatalogueFacetsQuery = graphql(`
  query CatalogueFacets(
    $search: String
    $kind: [ListingKind!]
    $diagnosis: [String!]
    $availability: [String!]
    $site: [String!]
    $material: [String!]
    $preservation: [String!]
    $temperature: [String!]
    $sex: [String!]
    $age: [String!]
    $species: [String!]
    $biosafety: [String!]
    $origin: [String!]
    $country: [String!]
    $region: [String!]
    $provider: [String!]
    $consortium: [String!]
    $sector: [String!]
    $condition: [String!]
    $training: [String!]
    $quantityAtLeast: Int
    $unit: ID
    $usableFor: ID
    $verdict: [Verdict!]
    $only: [String!]!
    $matching: String
    $most: Int
  ) {
    listings(
      search: $search
      kind: $kind
      diagnosis: $diagnosis
      availability: $availability
      site: $site
      material: $material
      preservation: $preservation
      temperature: $temperature
      sex: $sex
      age: $age
      species: $species
      biosafety: $biosafety
      origin: $origin
      country: $country
      region: $region
      provider: $provider
      consortium: $consortium
      sector: $sector
      condition: $condition
      training: $training
      quantityAtLeast: $quantityAtLeast
      unit: $unit
      usableFor: $usableFor
      verdict: $verdict
      first: 0
    ) {
      facets(only: $only, matching: $matching, most: $most) {
        name
        note
        values {
          value
          label
          count
        }
      }
    }
  }
`);

export type FacetData = FacetsData['listings']['facets'][number];

interface FacetQuestion {
  search: CatalogueSearch;
  only: readonly (ShownFacet | 'verdict')[];
  /** Only values with this text. */
  matching?: string;
  /** How many values of each; the server has its own measure. */
  most?: number;
  isPaused?: boolean;
}

/** Ask how some facets could narrow a search, whichever page of it is shown and in whatever order. */
export function useFacets({
  search,
  only,
  matching = '',
  most,
  isPaused = false,
}: FacetQuestion): Answer<FacetData[]> {
  const names = [...new Set(only)].sort();
  const answer = useAnswer(
    CatalogueFacetsQuery,
    { ...listingsArguments(search), only: names, matching: matching || null, most: most ?? null },
    { typenames: ['Listing'], isPaused },
  );
  return { ...answer, data: answer.data?.listings.facets };
}

/** Return the facets of the panel in which something is chosen. */
export function chosenFacets(search: CatalogueSearch): ShownFacet[] {
  return (Object.keys(FACETS) as ShownFacet[]).filter((name) => (search[name]?.length ?? 0) > 0);
}
