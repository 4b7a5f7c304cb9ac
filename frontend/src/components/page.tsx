import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';

import { announce } from '@/lib/announcements';
import { takeArrival } from '@/lib/arrival';

interface PageProps {
  title: string;
  /** What stands above the title, such as the kind of the thing shown. */
  eyebrow?: ReactNode;
  /** One or two sentences under the title. */
  lead?: ReactNode;
  /** A link to the page this one belongs to. */
  back?: ReactNode;
  actions?: ReactNode;
  /** Width in pixels at which the page stops growing. */
  width?: number;
  children: ReactNode;
}

/** A page's frame: names the document, and takes the focus to its heading when somebody arrives. */
export function Page({ title, eyebrow, lead, back, actions, width = 1120, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} · Reagora`;
  }, [title]);

  useEffect(() => {
    if (!takeArrival()) return;
    heading.current?.focus({ preventScroll: true });
    announce(document.title);
  }, []);

  return (
    <Stack gap="xl" maw={width} mx="auto" w="100%">
      <Box>
        {back && <Box mb="xs">{back}</Box>}
        <Group justify="space-between" align="flex-start" gap="md">
          <Stack gap={6} flex="1 1 20rem" miw={0}>
            {eyebrow}
            <Title order={1} ref={heading} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {lead && (
              <Text c="dimmed" maw={720}>
                {lead}
              </Text>
            )}
          </Stack>
          {actions && <Group gap="sm">{actions}</Group>}
        </Group>
      </Box>
      {children}
    </Stack>
  );
}
