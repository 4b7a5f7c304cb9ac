import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';

import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { count } from '@/lib/format';

export const PageInfoFields = graphql(`
  fragment PageInfoFields on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`);

/** A place in a list: behind one cursor or before another; the start if neither is given. */
export interface Place {
  after?: string | undefined;
  before?: string | undefined;
}

/** Return the arguments of a list field for a place. */
export function pageArguments({ after, before }: Place, size = 20) {
  return before === undefined
    ? { first: size, after: after ?? null, last: null, before: null }
    : { first: null, after: null, last: size, before };
}

interface PagerProps {
  pageInfo: FragmentType<typeof PageInfoFields>;
  total: number;
  /** What is listed, in the singular. */
  of: string;
  plural?: string;
  onMove: (place: Place) => void;
}

/** How many there are, and the ways to the next and the previous page. */
export function Pager({ pageInfo, total, of, plural, onMove }: PagerProps) {
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = readFragment(PageInfoFields, pageInfo);
  return (
    <Group justify="space-between" component="nav" aria-label="Pages">
      <Text size="sm" c="dimmed">
        {count(total, of, plural)}
      </Text>
      {(hasNextPage || hasPreviousPage) && (
        <Group gap="xs">
          <PagerButton
            label="Previous"
            isOpen={hasPreviousPage}
            onClick={() => {
              onMove({ before: startCursor ?? undefined });
            }}
          />
          <PagerButton
            label="Next"
            isOpen={hasNextPage}
            onClick={() => {
              onMove({ after: endCursor ?? undefined });
            }}
          />
        </Group>
      )}
    </Group>
  );
}

/** It stays in the focus order when there is no further page, so that the focus is not lost by using it. */
function PagerButton({
  label,
  isOpen,
  onClick,
}: {
  label: 'Previous' | 'Next';
  isOpen: boolean;
  onClick: () => void;
}) {
  return (
    <Button
      variant="default"
      size="sm"
      aria-disabled={!isOpen}
      {...(isOpen ? { onClick } : { 'data-disabled': true })}
      leftSection={label === 'Previous' && <IconChevronLeft size={16} aria-hidden />}
      rightSection={label === 'Next' && <IconChevronRight size={16} aria-hidden />}
    >
      {label}
    </Button>
  );
}
