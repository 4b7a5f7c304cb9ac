import { Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { BackLink, TextLink } from '@/components/links';
import { ListingKindLabel } from '@/components/listing-kind';
import { Moment } from '@/components/moment';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { PageSkeleton } from '@/components/skeletons';
import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';

import { FilesSection } from './files/files-section';
import { ListingForm } from './listing-form';
import { VisibilitySection } from './visibility-section';

const ListingEditQuery = graphql(`
  query ListingEditPage($id: ID!) {
    listing(id: $id) {
      id
      title
      kind
      providerKey
      unit {
        id
        name
      }
      management {
        changedAt
      }
      ...ListingFormFields
      ...VisibilitySectionFields
    }
  }
`);

const route = getRouteApi('/inventory/$listingId');

/** One listing as its managers write it. */
export function ListingEditPage() {
  const { listingId } = route.useParams();
  const answer = useAnswer(ListingEditQuery, { id: listingId });
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ listing }) =>
        listing?.management ? (
          <Page
            title={listing.title}
            eyebrow={<ListingKindLabel kind={listing.kind} />}
            back={<BackLink to="/inventory">Inventory</BackLink>}
            lead={
              <>
                {listing.providerKey} of {listing.unit.name}. Last changed{' '}
                <Moment iso={listing.management.changedAt} />.
              </>
            }
            actions={
              <TextLink to="/listings/$listingId" params={{ listingId: listing.id }}>
                As others see it
              </TextLink>
            }
            width={880}
          >
            <VisibilitySection listing={listing} />
            <ListingForm listing={listing} />
            <FilesSection listing={listing.id} />
            <Text size="sm" c="dimmed">
              Stock and what is particular to its kind come from your files; import them again to change them.
            </Text>
          </Page>
        ) : (
          <NotFoundPage />
        )
      }
    </AnswerView>
  );
}
