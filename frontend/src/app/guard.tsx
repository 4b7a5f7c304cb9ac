import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';

import { useViewer } from '@/lib/viewer';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Shown to people who are not signed in, too. */
    isPublic?: boolean;
  }
}

/** Show the page; send those who must sign in for it to do so, and back. */
export function Guard() {
  const isSignedIn = useViewer() !== null;
  const here = useRouterState({ select: (state) => state.location.href });
  const isOpen = useRouterState({
    // Where only the root matches there is no such page, which anybody may know.
    select: ({ matches }) => matches.length === 1 || matches.some(({ staticData }) => staticData.isPublic),
  });
  return isSignedIn || isOpen ? <Outlet /> : <Navigate to="/sign-in" search={{ next: here }} replace />;
}
