import { pageArguments } from '@/components/pager';
import { listingsArguments, type CatalogueSearch } from '@/features/catalogue/search';
import { graphql } from '@/graphql/gql';
import type { CatalogueQuery as CatalogueData } from '@/graphql/graphql';
import { useAnswer, type Answer } from '@/lib/use-answer';

const CatalogueQuery = graphql(`
  query Catalogue(
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
    $sort: ListingSort
    $near: String
    $project: ID!
    $withVerdict: Boolean!
    $withFacts: Boolean!
    $first: Int
    $after: String
    $last: Int
    $before: String
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
      sort: $sort
      near: $near
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          ...ListingCardFields
          ...ListingRowFields
        }
      }
    }
  }
`);

export type Found = CatalogueData['listings'];

const CARDS = 12;
const ROWS = 25;

/** Ask for a page of what is searched for; its rows have facts only where a table has columns for them. */
export function useListings(search: CatalogueSearch): Answer<Found> {
  const { sort, near, view, project, kind = [], after, before } = search;
  const isTable = view === 'table';
  const answer = useAnswer(
    CatalogueQuery,
    {
      ...listingsArguments(search),
      sort: sort ?? null,
      near: near ?? null,
      project: project ?? '',
      withVerdict: project !== undefined,
      withFacts: isTable && kind.length === 1,
      ...pageArguments({ after, before }, isTable ? ROWS : CARDS),
    },
    { typenames: ['Listing'] },
  );
  return { ...answer, data: answer.data?.listings };
}
