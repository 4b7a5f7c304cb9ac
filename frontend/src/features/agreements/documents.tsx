import { Anchor, Group, List, Text, VisuallyHidden } from '@mantine/core';
import { IconFileTypePdf, IconFileTypeZip } from '@tabler/icons-react';

import { Moment } from '@/components/moment';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

import classes from './agreement.module.css';

const DocumentFields = graphql(`
  fragment DocumentFields on Document {
    sequence
    sha256
    url
    createdAt
  }
`);

const EvidenceFields = graphql(`
  fragment EvidenceFields on EvidenceBundle {
    sha256
    url
    createdAt
  }
`);

const TITLES = ['Unsigned', 'With the provider’s seal', 'With both seals'];

interface DocumentsProps {
  documents: readonly FragmentType<typeof DocumentFields>[];
  evidence: FragmentType<typeof EvidenceFields> | null | undefined;
  number: string;
}

/** The PDF as it was made, once more with each seal, and in the end the file that proves all of it. */
export function Documents({ documents, evidence, number }: DocumentsProps) {
  const all = readFragment(DocumentFields, documents);
  const bundle = readFragment(EvidenceFields, evidence);
  if (all.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        The document is made from the text; it takes a moment.
      </Text>
    );
  }
  return (
    <List listStyleType="none" withPadding={false} spacing="md">
      {all.map(({ sequence, sha256, url, createdAt }) => (
        <List.Item key={sequence}>
          <Anchor href={url} target="_blank" rel="noopener" size="sm" fw={600}>
            <Group gap={6} component="span" wrap="nowrap" display="inline-flex">
              <IconFileTypePdf size={18} aria-hidden />
              {TITLES[sequence] ?? `Document ${sequence + 1}`}
              <VisuallyHidden component="span"> of {number}, PDF, opens in a new tab</VisuallyHidden>
            </Group>
          </Anchor>
          <MadeAs createdAt={createdAt} sha256={sha256} />
        </List.Item>
      ))}
      {bundle && (
        <List.Item>
          <Anchor href={bundle.url} download size="sm" fw={600}>
            <Group gap={6} component="span" wrap="nowrap" display="inline-flex">
              <IconFileTypeZip size={18} aria-hidden />
              Evidence
              <VisuallyHidden component="span"> of {number}, zip</VisuallyHidden>
            </Group>
          </Anchor>
          <Text size="sm">
            Proves who agreed to what and when, without this exchange. It says how to check it.
          </Text>
          <MadeAs createdAt={bundle.createdAt} sha256={bundle.sha256} />
        </List.Item>
      )}
    </List>
  );
}

function MadeAs({ createdAt, sha256 }: { createdAt: string; sha256: string }) {
  return (
    <>
      <Text size="sm" c="dimmed">
        <Moment iso={createdAt} />
      </Text>
      <Text size="xs" c="dimmed">
        SHA-256 <span className={classes.digest}>{sha256}</span>
      </Text>
    </>
  );
}
