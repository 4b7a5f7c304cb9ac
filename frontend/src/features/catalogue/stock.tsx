import { Stack, Text } from '@mantine/core';
import { IconPackageOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { pageArguments, Pager } from '@/components/pager';
import { Section } from '@/components/section';
import { AddToBasket } from '@/features/catalogue/add-to-basket';
import { LotTable } from '@/features/catalogue/lot-table';
import { graphql } from '@/graphql/gql';
import type { ListingKind } from '@/graphql/graphql';
import { useAnswer } from '@/lib/use-answer';
import { useMay, useViewer } from '@/lib/viewer';

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

interface StockProps {
  listing: string;
  kind: ListingKind;
  project: string | undefined;
  /** How much there is. */
  sentence: string;
}

/** What is in the freezer, and how to ask for it. */
export function Stock({ listing, kind, project, sentence }: StockProps) {
  const isMember = (useViewer()?.memberships.length ?? 0) > 0;
  const mayRequest = useMay('REQUEST_ACCESS');
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  return (
    <Section title="In stock" lead={sentence}>
      {isMember ? (
        <Lots
          listing={listing}
          kind={kind}
          project={project}
          chosen={chosen}
          onChoose={setChosen}
          isOpen={mayRequest}
        />
      ) : (
        <Text size="sm">Single lots and specimens are shown to members of organisations.</Text>
      )}
      {mayRequest && (
        <AddToBasket
          listing={listing}
          kind={kind}
          project={project}
          chosen={chosen}
          onDone={() => {
            setChosen(new Map());
          }}
        />
      )}
    </Section>
  );
}

interface LotsProps extends Omit<StockProps, 'sentence'> {
  chosen: ReadonlyMap<string, string>;
  onChoose: (chosen: ReadonlyMap<string, string>) => void;
  /** Lots can be chosen. */
  isOpen: boolean;
}

function Lots({ listing, kind, project, chosen, onChoose, isOpen }: LotsProps) {
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
