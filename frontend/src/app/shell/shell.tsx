import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';

import { Brand } from '@/app/shell/brand';
import { Tools } from '@/app/shell/tools';
import { useViewer } from '@/lib/viewer';

import classes from './shell.module.css';

// What only those see who are signed in, visitors do not load.
const Navigation = lazy(async () => ({ default: (await import('@/app/shell/navigation')).Navigation }));
const Dialogs = lazy(async () => ({ default: (await import('@/components/dialogs')).Dialogs }));

/** Header, navigation and main part, the same around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const isSignedIn = useViewer() !== null;
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(close, [close, path]);

  return (
    <AppShell
      header={{ height: 60 }}
      {...(isSignedIn && { navbar: { width: 248, breakpoint: 'md', collapsed: { mobile: !isOpen } } })}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            {isSignedIn && (
              <Burger
                opened={isOpen}
                onClick={toggle}
                hiddenFrom="md"
                size="sm"
                aria-label={isOpen ? 'Close the menu' : 'Open the menu'}
                aria-expanded={isOpen}
              />
            )}
            <Brand />
          </Group>
          <Tools />
        </Group>
      </AppShell.Header>
      {isSignedIn && (
        <AppShell.Navbar className={classes.navbar} p="md" aria-label="Main">
          <Suspense>
            <Navigation />
          </Suspense>
          <Suspense>
            <Dialogs />
          </Suspense>
        </AppShell.Navbar>
      )}
      <AppShell.Main id="main" tabIndex={-1}>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
