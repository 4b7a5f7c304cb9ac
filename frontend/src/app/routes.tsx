import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { Root } from '@/app/root';
import { agreementsSearch } from '@/features/agreements/search';
import { safePath } from '@/lib/next-path';

const rootRoute = createRootRoute({ component: Root });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { isPublic: true },
  component: lazyRouteComponent(() => import('@/app/home-page'), 'HomePage'),
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
  importsRoute,
  importStartRoute,
  importRunRoute,
  inboxRoute,
  partRoute,
]);
