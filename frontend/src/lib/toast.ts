import { notifications } from '@mantine/notifications';

import { announce } from '@/lib/announcements';

/** Tell in a corner that something was done, and have it read out politely. */
export function toast(message: string): void {
  // The live region reads it; the visible box would otherwise interrupt as an alert.
  notifications.show({
    message,
    role: 'group',
    'aria-label': 'Notice',
    closeButtonProps: { 'aria-label': 'Close the notice' },
    autoClose: 6000,
    withBorder: true,
  });
  announce(message);
}
