import { ListSkeleton } from '@/components/skeletons';
import { Page } from '@/components/page';

/** Shipments, on both sides. */
export function ShipmentsPage() {
  return (
    <Page title="Shipments">
      <ListSkeleton />
    </Page>
  );
}
