import { Anchor, Group, List, Text, VisuallyHidden } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';

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

const TITLES = ['Unsigned', 'With the provider’s seal', 'With both seals'];

interface DocumentsProps {
  documents: readonly FragmentType<typeof DocumentFields>[];
  number: string;
}

/** The PDF as it was made, and once more with each seal. */
export function Documents({ documents, number }: DocumentsProps) {
  const all = readFragment(DocumentFields, documents);
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
          <Text size="sm" c="dimmed">
            <Moment iso={createdAt} />
          </Text>
          <Text size="xs" c="dimmed">
            SHA-256 <span className={classes.digest}>{sha256}</span>
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
