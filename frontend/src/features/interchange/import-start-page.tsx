import { ListSkeleton } from '@/components/skeletons';
import { Page } from '@/components/page';

/** Choose a format and a file, and start an import. */
export function ImportStartPage() {
  return (
    <Page title="Import listings">
      <ListSkeleton />
    </Page>
  );
}
