import { ListSkeleton } from '@/components/skeletons';
import { Page } from '@/components/page';

/** One agreement: its text, who approved, who signed, who must act. */
export function AgreementPage() {
  return (
    <Page title="Agreement">
      <ListSkeleton />
    </Page>
  );
}
