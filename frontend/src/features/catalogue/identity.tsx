import { Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { AnswerView } from '@/components/answer-view';
import { Section } from '@/components/section';
import { ListSkeleton } from '@/components/skeletons';
import { ListingLinks } from '@/features/catalogue/listing-links';
import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';

// Tables are loaded only where there is one.
const Neighbours = lazy(async () => ({
  default: (await import('@/features/catalogue/neighbours')).Neighbours,
}));

const IdentityQuery = graphql(`
  query Identity($id: ID!) {
    listing(id: $id) {
      id
      identifiers
      namesakes {
        id
        ...ListingLinkFields
      }
      cellLine {
        strComparison {
          compared
          isComplete
          neighbours {
            listing {
              id
              title
              identifiers
              unit {
                id
                name
              }
            }
            match {
              likeness
              loci
              sharedAlleles
              tanabePercent
              mastersQueryPercent
              mastersReferencePercent
            }
          }
        }
      }
    }
  }
`);

/** How a cell line stands to the others of the catalogue: by its STR profile and by its names. */
export function Identity({ listing }: { listing: string }) {
  const answer = useAnswer(IdentityQuery, { id: listing }, { typenames: ['Listing'] });
  return (
    <Section
      title="Identity"
      lead="Its STR profile beside those of the other lines here. The scores leave amelogenin aside."
    >
      <AnswerView answer={answer}>
        {(data) => {
          const comparison = data.listing?.cellLine?.strComparison;
          const namesakes = data.listing?.namesakes ?? [];
          return (
            <Stack>
              {comparison ? (
                <Suspense fallback={<ListSkeleton rows={1} />}>
                  <Neighbours comparison={comparison} own={data.listing?.identifiers ?? []} />
                </Suspense>
              ) : (
                <Text size="sm">
                  No STR profile is listed, so nothing here shows that it is what its name says.
                </Text>
              )}
              {namesakes.length > 0 && (
                <div>
                  <Text size="sm">Other lines bear one of its names. They are not the same.</Text>
                  <ListingLinks listings={namesakes} />
                </div>
              )}
            </Stack>
          );
        }}
      </AnswerView>
    </Section>
  );
}
