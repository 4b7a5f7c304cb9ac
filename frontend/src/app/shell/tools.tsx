import { ActionIcon, Group, Menu, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { ButtonLink } from '@/components/links';
import { NotificationBell } from '@/features/notify/notification-bell';
import { askAuth } from '@/lib/allauth';
import { startAnew } from '@/lib/next-path';
import { useViewer, type Viewer } from '@/lib/viewer';

const SCHEMES = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const;

/** What stands at the right of the header. */
export function Tools() {
  const viewer = useViewer();
  return (
    <Group gap="xs" wrap="nowrap">
      <SchemeMenu />
      {viewer ? (
        <>
          <NotificationBell />
          <AccountMenu viewer={viewer} />
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

function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Colours of the page">
          {isDark ? <IconMoon size={20} aria-hidden /> : <IconSun size={20} aria-hidden />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => {
              setColorScheme(value);
            }}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            fw={colorScheme === value ? 650 : 400}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function AccountMenu({ viewer }: { viewer: Viewer }) {
  const signOut = async () => {
    await askAuth('DELETE', 'auth/session');
    startAnew('/');
  };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Your account">
          <IconUserCircle size={22} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {viewer.fullName}
          </Text>
          {viewer.email}
        </Menu.Label>
        <Menu.Item component={Link} to="/account" leftSection={<IconSettings size={16} aria-hidden />}>
          Your account
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
