import { Stack } from '@mantine/core';
import { IconPackageOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { pageArguments, Pager } from '@/components/pager';
import { LotTable } from '@/features/catalogue/lot-table';
import { graphql } from '@/graphql/gql';
import type { ListingKind } from '@/graphql/graphql';
import { useAnswer } from '@/lib/use-answer';

const StockQuery = graphql(`
  query Stock(
    $id: ID!
    $project: ID!
    $withVerdict: Boolean!
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    listing(id: $id) {
      id
      lots(first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo {
          ...PageInfoFields
        }
        edges {
          node {
            id
            ...LotFields
          }
        }
      }
    }
  }
`);

interface LotsProps {
  listing: string;
  kind: ListingKind;
  project: string | undefined;
  chosen: ReadonlyMap<string, string>;
  onChoose: (chosen: ReadonlyMap<string, string>) => void;
  /** Lots can be chosen. */
  isOpen: boolean;
}

/** The single lots or specimens, of which some can be chosen. */
export function Lots({ listing, kind, project, chosen, onChoose, isOpen }: LotsProps) {
  const search = useSearch({ from: '/listings/$listingId' });
  const navigate = useNavigate({ from: '/listings/$listingId' });
  const answer = useAnswer(
    StockQuery,
    { id: listing, project: project ?? '', withVerdict: project !== undefined, ...pageArguments(search, 25) },
    { typenames: ['Lot'] },
  );
  return (
    <AnswerView answer={answer}>
      {(data) => {
        const lots = data.listing?.lots;
        if (!lots || lots.totalCount === 0) {
          return (
            <Empty icon={IconPackageOff} title="No lots are listed">
              The provider has published the listing without stock. Come back later, or ask the provider.
            </Empty>
          );
        }
        return (
          <Stack>
            <LotTable
              kind={kind}
              lots={lots.edges.map(({ node }) => node)}
              chosen={chosen}
              onChoose={onChoose}
              isOpen={isOpen}
              hasVerdicts={project !== undefined}
            />
            <Pager
              pageInfo={lots.pageInfo}
              total={lots.totalCount}
              of={kind === 'SAMPLE_COLLECTION' ? 'specimen' : 'lot'}
              onMove={(place) =>
                navigate({
                  search: { project, after: place.after, before: place.before },
                  resetScroll: false,
                })
              }
            />
          </Stack>
        );
      }}
    </AnswerView>
  );
}
