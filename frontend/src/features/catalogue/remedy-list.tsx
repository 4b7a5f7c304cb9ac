import { List, Stack, Text } from '@mantine/core';

import { VERDICTS } from '@/components/verdict-badge';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

export const RemedyFields = graphql(`
  fragment RemedyFields on Remedy {
    changes
    verdict
  }
`);

/** The fewest changes of the project that would make a listing usable for it. */
export function RemedyList({ remedy }: { remedy: FragmentType<typeof RemedyFields> }) {
  const { changes, verdict } = readFragment(RemedyFields, remedy);
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        What would change this: {changes.length === 1 ? 'one change' : `${changes.length} changes`} of the
        project
      </Text>
      <List size="sm" spacing={4} listStyleType="disc" withPadding={false} ps="md">
        {changes.map((change) => (
          <List.Item key={change}>{change}</List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed">
        It then says: {VERDICTS[verdict].label.toLowerCase()}.
      </Text>
    </Stack>
  );
}
