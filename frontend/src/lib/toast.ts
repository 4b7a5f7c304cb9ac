import { useSyncExternalStore } from 'react';

import { announce } from '@/lib/announcements';

let isNeeded = false;
const listeners = new Set<() => void>();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Return whether anything was told yet, so that what shows it need not be loaded before. */
export function useToastNeeded(): boolean {
  return useSyncExternalStore(listen, () => isNeeded);
}

/** Tell in a corner that something was done, and have it read out politely. */
export function toast(message: string): void {
  isNeeded = true;
  for (const listener of listeners) listener();
  announce(message);
  void import('@mantine/notifications').then(({ notifications }) => {
    // The live region reads it; the visible box would otherwise interrupt as an alert.
    notifications.show({
      message,
      role: 'group',
      'aria-label': 'Notice',
      closeButtonProps: { 'aria-label': 'Close the notice' },
      autoClose: 6000,
      withBorder: true,
    });
  });
}
