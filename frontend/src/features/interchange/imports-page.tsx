import { ListSkeleton } from '@/components/skeletons';
import { Page } from '@/components/page';

/** The imports of one’s units. */
export function ImportsPage() {
  return (
    <Page title="Imports">
      <ListSkeleton />
    </Page>
  );
}
