import { ListSkeleton } from '@/components/skeletons';
import { Page } from '@/components/page';

/** One import, with its progress and its problems. */
export function ImportRunPage() {
  return (
    <Page title="Import">
      <ListSkeleton />
    </Page>
  );
}
