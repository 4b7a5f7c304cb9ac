import { ListSkeleton } from '@/components/skeletons';
import { Page } from '@/components/page';

/** The parts of requests that came to one’s units. */
export function InboxPage() {
  return (
    <Page title="Incoming requests">
      <ListSkeleton />
    </Page>
  );
}
