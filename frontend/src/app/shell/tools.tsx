import { Group, Radio, Stack, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';

import { ButtonLink } from '@/components/links';
import { PopoverButton } from '@/components/popover-button';
import { useViewer } from '@/lib/viewer';

const PersonalTools = lazy(async () => ({
  default: (await import('@/app/shell/personal-tools')).PersonalTools,
}));

/** What stands at the right of the header. */
export function Tools() {
  const viewer = useViewer();
  return (
    <Group gap="xs" wrap="nowrap">
      <SchemeChoice />
      {viewer ? (
        <Suspense>
          <PersonalTools viewer={viewer} />
        </Suspense>
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
