import { Stack } from '@mantine/core';

import { AnswerView } from '@/components/answer-view';
import { Section } from '@/components/section';
import { ListSkeleton } from '@/components/skeletons';
import { graphql } from '@/graphql/gql';
import { usePolledAnswer } from '@/lib/use-polled-answer';

import { Documents } from './documents';
import { Photos } from './photos';

const ListingFilesQuery = graphql(`
  query ListingFiles($id: ID!) {
    listing(id: $id) {
      id
      managedPhotos {
        state
      }
      ...PhotosFields
      ...DocumentsFields
    }
  }
`);

/** The photos and documents of a listing, to add, describe, arrange, replace and remove. */
export function FilesSection({ listing: id }: { listing: string }) {
  const answer = usePolledAnswer(
    ListingFilesQuery,
    { id },
    ({ listing }) => listing?.managedPhotos.some(({ state }) => state === 'WAITING') ?? false,
  );
  return (
    <Section
      title="Photos and documents"
      lead="Whoever sees the listing sees them, so they show and name no patient or donor. Where a photo was taken, and what else its camera wrote into it, is taken out."
    >
      <AnswerView answer={answer} skeleton={<ListSkeleton rows={2} />}>
        {({ listing }) =>
          listing && (
            <Stack gap="xl">
              <Photos listing={listing} onStored={answer.retry} />
              <Documents listing={listing} onStored={answer.retry} />
            </Stack>
          )
        }
      </AnswerView>
    </Section>
  );
}
