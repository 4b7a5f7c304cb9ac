import { Anchor, Text } from '@mantine/core';

import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { DocumentFormat, DocumentKind } from '@/graphql/graphql';
import { count, fileSize, number } from '@/lib/format';

const DocumentLinkFields = graphql(`
  fragment DocumentLinkFields on ListingDocument {
    id
    title
    kind
    format
    sizeBytes
    pages
    sequenceBp
    sequenceFeatures
    path
  }
`);

export const DOCUMENT_KINDS = {
  PROTOCOL: 'Protocol',
  CERTIFICATE: 'Certificate',
  SEQUENCE: 'Sequence',
  CONSENT_TEMPLATE: 'Consent template',
  DATA_SHEET: 'Data sheet',
} as const satisfies Record<DocumentKind, string>;

const FORMATS = {
  PDF: 'PDF',
  GENBANK: 'GenBank',
  FASTA: 'FASTA',
  CSV: 'CSV table',
  TSV: 'TSV table',
  TEXT: 'plain text',
} as const satisfies Record<DocumentFormat, string>;

/** A document to save, with what one wants to know before. */
export function DocumentLink({ document }: { document: FragmentType<typeof DocumentLinkFields> }) {
  const found = readFragment(DocumentLinkFields, document);
  const details = [
    DOCUMENT_KINDS[found.kind],
    FORMATS[found.format],
    found.pages && count(found.pages, 'page'),
    found.sequenceBp && `${number(found.sequenceBp)} bp`,
    fileSize(found.sizeBytes),
  ].filter(Boolean);
  return (
    <div>
      <Anchor href={found.path} download style={{ overflowWrap: 'anywhere' }}>
        {found.title}
      </Anchor>
      <Text size="sm" c="dimmed">
        {details.join(', ')}
      </Text>
      {found.sequenceFeatures.length > 0 && (
        <Text size="sm" c="dimmed">
          Features: {found.sequenceFeatures.join(', ')}
        </Text>
      )}
    </div>
  );
}
