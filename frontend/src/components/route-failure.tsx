import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';

import { Failure } from '@/components/failure';
import { Page } from '@/components/page';

/** A route's error boundary: the shell stays, the page can be tried again. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Page title="Something went wrong" width={720}>
      <Failure
        title="This page failed"
        message={
          error instanceof Error && error.message
            ? error.message
            : 'The page stopped working. Nothing you had saved is lost.'
        }
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Page>
  );
}
