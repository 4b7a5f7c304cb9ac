import { ListSkeleton } from '@/components/skeletons';
import { Page } from '@/components/page';

/** One incoming part: decide, follow the gate, prepare the shipment. */
export function PartPage() {
  return (
    <Page title="Incoming request">
      <ListSkeleton />
    </Page>
  );
}
