import { ListSkeleton } from '@/components/skeletons';
import { Page } from '@/components/page';

/** The legal inbox: agreements, and whose turn it is. */
export function AgreementsPage() {
  return (
    <Page title="Agreements">
      <ListSkeleton />
    </Page>
  );
}
