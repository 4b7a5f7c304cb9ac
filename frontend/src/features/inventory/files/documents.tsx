import { Stack, Title } from '@mantine/core';
import { useState } from 'react';

import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { DocumentKind } from '@/graphql/graphql';

import { DOCUMENT_TYPES, DocumentEntry } from './document-entry';
import { DocumentKindSelect } from './document-kind-select';
import { FileDrop } from './file-drop';
import classes from './files.module.css';
import { useUploads } from './use-uploads';

const DocumentsFields = graphql(`
  fragment DocumentsFields on Listing {
    id
    documents {
      id
      ...DocumentEntryFields
    }
  }
`);

const ADDRESS = '/uploads/documents';

interface DocumentsProps {
  listing: FragmentType<typeof DocumentsFields>;
  onStored: () => void;
}

/** The documents of a listing by title, and the way to add more. */
export function Documents({ listing, onStored }: DocumentsProps) {
  const { id, documents } = readFragment(DocumentsFields, listing);
  const [kind, setKind] = useState<DocumentKind>('PROTOCOL');
  const { sendings, send } = useUploads(onStored);
  return (
    <Stack gap="md">
      <Title order={3}>Documents</Title>
      {documents.length > 0 && (
        <ul className={classes.entries}>
          {documents.map((document) => (
            <DocumentEntry
              key={document.id}
              document={document}
              onReplace={(file) =>
                void send([file], `${ADDRESS}?replaces=${encodeURIComponent(document.id)}`)
              }
            />
          ))}
        </ul>
      )}
      <FileDrop
        label="Add documents"
        hint="PDF, or plain text in UTF-8: tables, and GenBank or FASTA files of plasmids. At most 30."
        accept={DOCUMENT_TYPES}
        onFiles={(files) => void send(files, `${ADDRESS}?listing=${encodeURIComponent(id)}&kind=${kind}`)}
        sendings={sendings}
      >
        <DocumentKindSelect
          label="Kind of what is added"
          value={kind}
          onChange={(event) => {
            setKind(event.currentTarget.value as DocumentKind);
          }}
        />
      </FileDrop>
    </Stack>
  );
}
