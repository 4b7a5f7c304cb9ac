import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { Root } from '@/app/root';

const rootRoute = createRootRoute({ component: Root });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('@/app/home-page'), 'HomePage'),
});

export const routeTree = rootRoute.addChildren([homeRoute]);
