import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { Root } from '@/app/root';

const rootRoute = createRootRoute({ component: Root });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('@/app/home-page'), 'HomePage'),
});

const agreementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/agreements',
  component: lazyRouteComponent(() => import('@/features/agreements/agreements-page'), 'AgreementsPage'),
});

const agreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/agreements/$agreementId',
  component: lazyRouteComponent(() => import('@/features/agreements/agreement-page'), 'AgreementPage'),
});

const shipmentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shipments',
  component: lazyRouteComponent(() => import('@/features/shipping/shipments-page'), 'ShipmentsPage'),
});

const shipmentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shipments/$shipmentId',
  component: lazyRouteComponent(() => import('@/features/shipping/shipment-page'), 'ShipmentPage'),
});

const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports',
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
  component: lazyRouteComponent(() => import('@/features/interchange/import-run-page'), 'ImportRunPage'),
});

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox',
  component: lazyRouteComponent(() => import('@/features/provider/inbox-page'), 'InboxPage'),
});

const partRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox/$partId',
  component: lazyRouteComponent(() => import('@/features/provider/part-page'), 'PartPage'),
});

export const routeTree = rootRoute.addChildren([
  homeRoute,
  agreementsRoute,
  agreementRoute,
  shipmentsRoute,
  shipmentRoute,
  importsRoute,
  importStartRoute,
  importRunRoute,
  inboxRoute,
  partRoute,
]);
