import { List, Text } from '@mantine/core';

import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

export const ReasonFields = graphql(`
  fragment ReasonFields on Reason {
    code
    sentence
    remedy
  }
`);

interface ReasonListProps {
  reasons: readonly FragmentType<typeof ReasonFields>[];
  /** Show no more than so many; the rest is counted. */
  limit?: number;
}

/** Why something is so, and what would change it. */
export function ReasonList({ reasons, limit = Infinity }: ReasonListProps) {
  const all = readFragment(ReasonFields, reasons);
  const hidden = Math.max(0, all.length - limit);
  if (all.length === 0) return null;
  return (
    <List size="sm" spacing={6} listStyleType="disc" withPadding={false} ps="md">
      {all.slice(0, limit).map(({ code, sentence, remedy }) => (
        <List.Item key={`${code} ${sentence}`}>
          {sentence}
          {remedy && (
            <Text span c="dimmed" size="sm">
              {' '}
              {remedy}
            </Text>
          )}
        </List.Item>
      ))}
      {hidden > 0 && (
        <List.Item c="dimmed">
          {hidden === 1 ? 'and one more reason' : `and ${hidden} more reasons`}
        </List.Item>
      )}
    </List>
  );
}
