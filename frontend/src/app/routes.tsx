import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { providingRoutes } from '@/app/providing-routes';
import { rootRoute } from '@/app/root-route';
import { agreementsSearch } from '@/features/agreements/search';
import { shipmentsSearch } from '@/features/shipping/search';
import { catalogueSearch, compareSearch, listingSearch } from '@/features/catalogue/search';
import { safePath } from '@/lib/next-path';
import { placeParams, textParam } from '@/lib/search';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { isPublic: true },
  component: lazyRouteComponent(() => import('@/app/home/home-page'), 'HomePage'),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  staticData: { isPublic: true },
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    next === undefined ? {} : { next: safePath(next) },
  component: lazyRouteComponent(() => import('@/features/parties/signing-in/sign-in-page'), 'SignInPage'),
});

const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/sign-up',
  staticData: { isPublic: true },
  component: lazyRouteComponent(() => import('@/features/parties/signing-in/sign-up-page'), 'SignUpPage'),
});

const verifyEmailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/verify-email/{-$code}',
  staticData: { isPublic: true },
  component: lazyRouteComponent(
    () => import('@/features/parties/signing-in/verify-email-page'),
    'VerifyEmailPage',
  ),
});

const passwordResetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/password/reset/{-$code}',
  staticData: { isPublic: true },
  component: lazyRouteComponent(
    () => import('@/features/parties/signing-in/password-reset-page'),
    'PasswordResetPage',
  ),
});

const providerFailedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/provider/failed',
  staticData: { isPublic: true },
  component: lazyRouteComponent(
    () => import('@/features/parties/signing-in/provider-failed-page'),
    'ProviderFailedPage',
  ),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('@/features/parties/account/account-page'), 'AccountPage'),
});

const profileRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/parties/account/profile-section'), 'ProfileSection'),
});

const securityRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/security',
  component: lazyRouteComponent(
    () => import('@/features/parties/account/security-section'),
    'SecuritySection',
  ),
});

const tokensRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/tokens',
  component: lazyRouteComponent(() => import('@/features/parties/account/tokens-section'), 'TokensSection'),
});

const catalogueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue',
  staticData: { isPublic: true },
  validateSearch: catalogueSearch,
  component: lazyRouteComponent(() => import('@/features/catalogue/catalogue-page'), 'CataloguePage'),
});

const savedSearchesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/saved-searches',
  validateSearch: placeParams,
  component: lazyRouteComponent(
    () => import('@/features/catalogue/saved-searches-page'),
    'SavedSearchesPage',
  ),
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare',
  staticData: { isPublic: true },
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('@/features/catalogue/compare-page'), 'ComparePage'),
});

const listingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/listings/$listingId',
  staticData: { isPublic: true },
  validateSearch: listingSearch,
  component: lazyRouteComponent(() => import('@/features/catalogue/listing-page'), 'ListingPage'),
});

const providerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/providers/$organisationId',
  staticData: { isPublic: true },
  component: lazyRouteComponent(() => import('@/features/parties/provider-page'), 'ProviderPage'),
});

const projectsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects',
  validateSearch: placeParams,
  component: lazyRouteComponent(() => import('@/features/requests/projects/projects-page'), 'ProjectsPage'),
});

const projectCreateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/new',
  component: lazyRouteComponent(
    () => import('@/features/requests/projects/project-create-page'),
    'ProjectCreatePage',
  ),
});

const projectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/$projectId',
  component: lazyRouteComponent(() => import('@/features/requests/projects/project-page'), 'ProjectPage'),
});

const projectEditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/$projectId/edit',
  component: lazyRouteComponent(
    () => import('@/features/requests/projects/project-edit-page'),
    'ProjectEditPage',
  ),
});

const basketRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/basket',
  validateSearch: ({ project }: Record<string, unknown>): { project?: string | undefined } => ({
    project: textParam(project),
  }),
  component: lazyRouteComponent(() => import('@/features/requests/basket/basket-page'), 'BasketPage'),
});

const requestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/requests',
  validateSearch: placeParams,
  component: lazyRouteComponent(() => import('@/features/requests/request/requests-page'), 'RequestsPage'),
});

const requestRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/requests/$requestId',
  component: lazyRouteComponent(() => import('@/features/requests/request/request-page'), 'RequestPage'),
});

const notificationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notifications',
  validateSearch: placeParams,
  component: lazyRouteComponent(() => import('@/features/notify/notifications-page'), 'NotificationsPage'),
});

const agreementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/agreements',
  validateSearch: agreementsSearch,
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
  validateSearch: shipmentsSearch,
  component: lazyRouteComponent(() => import('@/features/shipping/shipments-page'), 'ShipmentsPage'),
});

const shipmentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shipments/$shipmentId',
  component: lazyRouteComponent(() => import('@/features/shipping/shipment-page'), 'ShipmentPage'),
});

export const routeTree = rootRoute.addChildren([
  homeRoute,
  catalogueRoute,
  savedSearchesRoute,
  compareRoute,
  listingRoute,
  providerRoute,
  projectsRoute,
  projectCreateRoute,
  projectRoute,
  projectEditRoute,
  basketRoute,
  requestsRoute,
  requestRoute,
  notificationsRoute,
  signInRoute,
  signUpRoute,
  verifyEmailRoute,
  passwordResetRoute,
  providerFailedRoute,
  accountRoute.addChildren([profileRoute, securityRoute, tokensRoute]),
  agreementsRoute,
  agreementRoute,
  shipmentsRoute,
  shipmentRoute,
  ...providingRoutes,
]);
