import { Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { AnswerView } from '@/components/answer-view';
import { Section } from '@/components/section';
import { ListSkeleton } from '@/components/skeletons';
import { ListingLinks } from '@/features/catalogue/listing-links';
import { graphql } from '@/graphql/gql';
import type { IdentityQuery as IdentityData } from '@/graphql/graphql';
import { useAnswer, type Answer } from '@/lib/use-answer';

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

/** Ask for a line's identity; the page asks at once, as the kind is known only when the listing has come. */
export function useIdentity(id: string): Answer<IdentityData> {
  return useAnswer(IdentityQuery, { id }, { typenames: ['Listing'] });
}

/** How a cell line stands to the others of the catalogue: by its STR profile and by its names. */
export function Identity({ answer }: { answer: Answer<IdentityData> }) {
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
