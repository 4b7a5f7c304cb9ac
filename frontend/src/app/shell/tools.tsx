import {
  Group,
  Radio,
  Stack,
  Text,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLogout, IconMoon, IconSettings, IconSun, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { ButtonLink } from '@/components/links';
import { PopoverButton } from '@/components/popover-button';
import { NotificationBell } from '@/features/notify/notification-bell';
import { askAuth } from '@/lib/allauth';
import { startAnew } from '@/lib/next-path';
import { useViewer, type Viewer } from '@/lib/viewer';

import choices from '@/components/choice-list.module.css';

/** What stands at the right of the header. */
export function Tools() {
  const viewer = useViewer();
  return (
    <Group gap="xs" wrap="nowrap">
      <SchemeChoice />
      {viewer ? (
        <>
          <NotificationBell />
          <AccountChoices viewer={viewer} />
        </>
      ) : (
        <>
          <ButtonLink variant="subtle" to="/catalogue" search={{}} size="sm" visibleFrom="xs">
            Catalogue
          </ButtonLink>
          <ButtonLink to="/sign-in" size="sm">
            Sign in
          </ButtonLink>
        </>
      )}
    </Group>
  );
}

function SchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = useComputedColorScheme('light') === 'dark' ? IconMoon : IconSun;
  return (
    <PopoverButton label="Colours of the page" icon={<Icon size={20} aria-hidden />} width={190}>
      {() => (
        <Radio.Group
          aria-label="Colours of the page"
          p="xs"
          value={colorScheme}
          onChange={(value) => {
            setColorScheme(value === 'light' || value === 'dark' ? value : 'auto');
          }}
        >
          <Stack gap="sm">
            <Radio value="light" label="Light" />
            <Radio value="dark" label="Dark" />
            <Radio value="auto" label="As the system" />
          </Stack>
        </Radio.Group>
      )}
    </PopoverButton>
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
