import { ListSkeleton } from '@/components/skeletons';
import { Page } from '@/components/page';

/** One shipment, from preparation to receipt. */
export function ShipmentPage() {
  return (
    <Page title="Shipment">
      <ListSkeleton />
    </Page>
  );
}
