import { lazy, Suspense } from 'react';

import { useToastNeeded } from '@/lib/toast';

const Notifications = lazy(async () => ({
  default: (await import('@mantine/notifications')).Notifications,
}));

/** The corner in which pages tell that something was done. */
export function Notices() {
  const isNeeded = useToastNeeded();
  return (
    <section aria-label="Notices">
      {isNeeded && (
        <Suspense>
          <Notifications position="bottom-right" limit={3} withinPortal={false} />
        </Suspense>
      )}
    </section>
  );
}
