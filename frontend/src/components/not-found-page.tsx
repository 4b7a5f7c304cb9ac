import { Button } from '@mantine/core';
import { IconMapSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { Empty } from '@/components/empty';
import { Page } from '@/components/page';

/** There is nothing at this address, or nothing for this person. */
export function NotFoundPage() {
  return (
    <Page title="Not found" width={720}>
      <Empty
        icon={IconMapSearch}
        title="There is nothing here for you"
        action={
          <Button component={Link} to="/">
            Go to the start
          </Button>
        }
      >
        The address may be mistyped, the thing may be gone, or it may belong to people you are not one of. If
        a colleague sent you here, ask them which organisation it belongs to.
      </Empty>
    </Page>
  );
}
