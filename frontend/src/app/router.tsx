import { createRouter } from '@tanstack/react-router';

import { routeTree } from '@/app/routes';
import { NotFoundPage } from '@/components/not-found-page';
import { RouteFailure } from '@/components/route-failure';
import { PageSkeleton } from '@/components/skeletons';
import { startArrival } from '@/lib/arrival';

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: RouteFailure,
  defaultNotFoundComponent: NotFoundPage,
  // Another thing's page starts anew and never shows the last one's data while its own is awaited.
  defaultRemountDeps: ({ params }) => params,
  scrollRestoration: true,
});

router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) startArrival();
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
