import { Group, Stack } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';

import { Page } from '@/components/page';

import classes from './account-page.module.css';

/** What belongs to the person and to nobody else, in three sections. */
export function AccountPage() {
  return (
    <Page title="Your account" width={860}>
      <Stack gap="xl">
        <Group component="nav" aria-label="Sections of your account" gap="xs">
          <Link className={classes.link} to="/account" activeOptions={{ exact: true }}>
            Profile
          </Link>
          <Link className={classes.link} to="/account/security">
            Sign-in and security
          </Link>
          <Link className={classes.link} to="/account/tokens">
            API tokens
          </Link>
        </Group>
        <Outlet />
      </Stack>
    </Page>
  );
}
