import { Stack } from '@mantine/core';

import { DocumentLink } from '@/components/document-link';
import { Section } from '@/components/section';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

const ListingDocumentsFields = graphql(`
  fragment ListingDocumentsFields on Listing {
    id
    documents {
      id
      ...DocumentLinkFields
    }
  }
`);

/** What there is to read about a listing; nothing where there is none. */
export function ListingDocuments({ listing }: { listing: FragmentType<typeof ListingDocumentsFields> }) {
  const { documents } = readFragment(ListingDocumentsFields, listing);
  if (documents.length === 0) return null;
  return (
    <Section title="Documents">
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {documents.map((document) => (
          <li key={document.id}>
            <DocumentLink document={document} />
          </li>
        ))}
      </Stack>
    </Section>
  );
}
