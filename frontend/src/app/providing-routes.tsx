import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from '@/app/root-route';
import { importsSearch, problemsSearch } from '@/features/interchange/search';
import { inventorySearch } from '@/features/inventory/search';
import { committeeSearch } from '@/features/requests/committee/search';
import { inboxSearch } from '@/features/requests/incoming/search';

const inventoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inventory',
  validateSearch: inventorySearch,
  component: lazyRouteComponent(() => import('@/features/inventory/inventory-page'), 'InventoryPage'),
});

const listingEditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inventory/$listingId',
  component: lazyRouteComponent(() => import('@/features/inventory/listing-edit-page'), 'ListingEditPage'),
});

const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports',
  validateSearch: importsSearch,
  component: lazyRouteComponent(() => import('@/features/interchange/imports-page'), 'ImportsPage'),
});

const importStartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports/new',
  component: lazyRouteComponent(() => import('@/features/interchange/import-start-page'), 'ImportStartPage'),
});

const importRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports/$runId',
  validateSearch: problemsSearch,
  component: lazyRouteComponent(() => import('@/features/interchange/import-run-page'), 'ImportRunPage'),
});

const committeeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/committee',
  validateSearch: committeeSearch,
  component: lazyRouteComponent(
    () => import('@/features/requests/committee/committee-page'),
    'CommitteePage',
  ),
});

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox',
  validateSearch: inboxSearch,
  component: lazyRouteComponent(() => import('@/features/requests/incoming/inbox-page'), 'InboxPage'),
});

const partRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox/$partId',
  component: lazyRouteComponent(() => import('@/features/requests/incoming/part-page'), 'PartPage'),
});

/** The pages of those who provide: what they list, what is asked of them, and how they decide. */
export const providingRoutes = [
  inventoryRoute,
  listingEditRoute,
  importsRoute,
  importStartRoute,
  importRunRoute,
  committeeRoute,
  inboxRoute,
  partRoute,
] as const;
