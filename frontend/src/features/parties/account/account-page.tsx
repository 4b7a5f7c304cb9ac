import { Group, Stack } from '@mantine/core';
import { createLink, Outlet } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';

import { Page } from '@/components/page';

import classes from './account-page.module.css';

function SectionAnchor(props: AnchorHTMLAttributes<HTMLAnchorElement>) {
  // eslint-disable-next-line jsx-a11y/anchor-has-content -- its content comes with the props
  return <a className={classes.link} {...props} />;
}

const SectionLink = createLink(SectionAnchor);

/** What belongs to the person and to nobody else, in three sections. */
export function AccountPage() {
  return (
    <Page title="Your account" width={860}>
      <Stack gap="xl">
        <Group component="nav" aria-label="Sections of your account" gap="xs">
          <SectionLink to="/account" activeOptions={{ exact: true }}>
            Profile
          </SectionLink>
          <SectionLink to="/account/security">Sign-in and security</SectionLink>
          <SectionLink to="/account/tokens">API tokens</SectionLink>
        </Group>
        <Outlet />
      </Stack>
    </Page>
  );
}
