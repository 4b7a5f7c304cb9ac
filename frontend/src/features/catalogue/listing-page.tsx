import { List, Stack, Text } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { AnswerView } from '@/components/answer-view';
import { BackLink, TextLink } from '@/components/links';
import { ListingKindLabel, pieceOf } from '@/components/listing-kind';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { Section } from '@/components/section';
import { PageSkeleton } from '@/components/skeletons';
import { Identity, useIdentity } from '@/features/catalogue/identity';
import { KindFacts } from '@/features/catalogue/kind-facts';
import { ListingWarning } from '@/features/catalogue/listing-card';
import { ListingDocuments } from '@/features/catalogue/listing-documents';
import { ListingPhotos } from '@/features/catalogue/listing-photos';
import { ProjectPanel } from '@/features/catalogue/project-panel';
import { Stock } from '@/features/catalogue/stock';
import { stockSentence } from '@/features/catalogue/stock-sentence';
import { UseTermsList } from '@/features/catalogue/use-terms-list';
import { graphql } from '@/graphql/gql';
import { countryName } from '@/lib/format';
import { turnaroundSentence } from '@/lib/turnaround';
import { useAnswer } from '@/lib/use-answer';

import classes from './catalogue.module.css';

// Its own people alone see it, and load it.
const ManagerNotes = lazy(async () => ({
  default: (await import('@/features/catalogue/manager-notes')).ManagerNotes,
}));

const ListingQuery = graphql(`
  query Listing($id: ID!, $project: ID!, $withVerdict: Boolean!) {
    listing(id: $id) {
      id
      kind
      title
      summary
      synonyms
      identifiers
      warning
      providerKey
      hasStock
      warningReason
      availableCount
      donorCount
      donorCountSuppressed
      unit {
        id
        name
        turnaround {
          medianDays
          requests
        }
        organisation {
          id
          name
          city
          countryCode
        }
      }
      ...KindFactsFields
      ...ListingPhotosFields
      ...ListingDocumentsFields
      ...ManagerNotesFields
      ...UseTermsFields
      ...ProjectPanelFields
    }
  }
`);

/** One listing: what it is, what it may be used for, what is in stock, and the way into the basket. */
export function ListingPage() {
  const { listingId } = useParams({ from: '/listings/$listingId' });
  const { project } = useSearch({ from: '/listings/$listingId' });
  const navigate = useNavigate({ from: '/listings/$listingId' });
  const answer = useAnswer(
    ListingQuery,
    { id: listingId, project: project ?? '', withVerdict: project !== undefined },
    { typenames: ['Listing'] },
  );
  const identity = useIdentity(listingId);
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ listing }) => {
        if (!listing) return <NotFoundPage />;
        const { unit, kind } = listing;
        const place = [unit.organisation.city, countryName(unit.organisation.countryCode)]
          .filter(Boolean)
          .join(', ');
        return (
          <Page
            title={listing.title}
            eyebrow={<ListingKindLabel kind={kind} />}
            lead={
              <>
                {unit.name},{' '}
                <TextLink to="/providers/$organisationId" params={{ organisationId: unit.organisation.id }}>
                  {unit.organisation.name}
                </TextLink>
                , {place}
              </>
            }
            back={
              <BackLink to="/catalogue" search={{ project }}>
                Catalogue
              </BackLink>
            }
          >
            {listing.warning !== '' && (
              <ListingWarning text={listing.warning} reason={listing.warningReason} />
            )}
            {listing.providerKey != null && (
              <Suspense>
                <ManagerNotes listing={listing} />
              </Suspense>
            )}
            <div className={classes.listing}>
              <Stack gap="lg" miw={0}>
                <ListingPhotos listing={listing} />
                <Section title="About">
                  {listing.summary !== '' && (
                    <Text style={{ whiteSpace: 'pre-line' }}>{listing.summary}</Text>
                  )}
                  <KindFacts listing={listing} />
                  <Names synonyms={listing.synonyms} identifiers={listing.identifiers} />
                </Section>
                <Section
                  title="What it may be used for"
                  lead="In plain words, what the donors consented to and what the provider allows."
                >
                  <UseTermsList listing={listing} />
                </Section>
                <ListingDocuments listing={listing} />
              </Stack>
              <div className={classes.aside}>
                <ProjectPanel
                  listing={listing}
                  project={project}
                  onProject={(next) => navigate({ search: { project: next }, resetScroll: false })}
                />
              </div>
            </div>
            {kind === 'CELL_LINE' && <Identity answer={identity} />}
            {listing.hasStock ? (
              <Stock
                listing={listingId}
                kind={kind}
                project={project}
                sentence={`${stockSentence(listing, pieceOf(kind))}. ${turnaroundSentence(unit.turnaround)}`}
              />
            ) : (
              <WithoutStock unit={unit.name} />
            )}
          </Page>
        );
      }}
    </AnswerView>
  );
}

/** What has no stock cannot be put into a request yet. */
function WithoutStock({ unit }: { unit: string }) {
  return (
    <Section title="How to get it">
      <Text size="sm">
        This cannot be put into a request yet. Ask {unit} directly, and say for which project you need it.
      </Text>
    </Section>
  );
}

function Names({ synonyms, identifiers }: { synonyms: readonly string[]; identifiers: readonly string[] }) {
  if (synonyms.length === 0 && identifiers.length === 0) return null;
  return (
    <List size="sm" listStyleType="none" spacing={4}>
      {identifiers.length > 0 && (
        <List.Item>
          <Text span size="sm" c="dimmed">
            Identifiers:{' '}
          </Text>
          {identifiers.join(', ')}
        </List.Item>
      )}
      {synonyms.length > 0 && (
        <List.Item>
          <Text span size="sm" c="dimmed">
            Also called:{' '}
          </Text>
          {synonyms.join(', ')}
        </List.Item>
      )}
    </List>
  );
}
