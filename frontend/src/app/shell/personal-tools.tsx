import { Text, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconLogout, IconSettings, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { PopoverButton } from '@/components/popover-button';
import { NotificationBell } from '@/features/notify/notification-bell';
import { askAuth } from '@/lib/allauth';
import { startAnew } from '@/lib/next-path';
import type { Viewer } from '@/lib/viewer';

import choices from '@/components/choice-list.module.css';

/** What the header has for somebody who is signed in. */
export function PersonalTools({ viewer }: { viewer: Viewer }) {
  return (
    <>
      <NotificationBell />
      <AccountChoices viewer={viewer} />
    </>
  );
}

function AccountChoices({ viewer }: { viewer: Viewer }) {
  const signOut = async () => {
    await askAuth('DELETE', 'auth/session');
    startAnew('/');
  };
  return (
    <PopoverButton
      label="Your account"
      icon={<IconUserCircle size={22} stroke={1.7} aria-hidden />}
      width={270}
    >
      {(close) => (
        <>
          <Text size="sm" fw={600} px="xs" pt={4} style={{ overflowWrap: 'anywhere' }}>
            {viewer.fullName}
          </Text>
          <Text size="sm" c="dimmed" px="xs" pb="xs" style={{ overflowWrap: 'anywhere' }}>
            {viewer.email}
          </Text>
          <ul className={choices.list}>
            <li>
              <Link to="/account" className={choices.choice} onClick={close}>
                <IconSettings size={17} aria-hidden />
                Your account
              </Link>
            </li>
            <li>
              <Link to="/saved-searches" className={choices.choice} onClick={close}>
                <IconBookmark size={17} aria-hidden />
                Saved searches
              </Link>
            </li>
            <li>
              <UnstyledButton className={choices.choice} onClick={signOut}>
                <IconLogout size={17} aria-hidden />
                Sign out
              </UnstyledButton>
            </li>
          </ul>
        </>
      )}
    </PopoverButton>
  );
}
