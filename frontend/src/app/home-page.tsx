import { Text } from '@mantine/core';

import { Page } from '@/components/page';

/** The start. */
export function HomePage() {
  return (
    <Page title="Find what you may use">
      <Text>
        Nothing is shipped until consent, ethics, agreement and stock are all in order, and everyone can see
        why, and whose turn it is.
      </Text>
    </Page>
  );
}
