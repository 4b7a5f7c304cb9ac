import { Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  icon: TablerIcon;
  title: string;
  /** What to do about it, or why nothing needs doing. */
  children: ReactNode;
  action?: ReactNode;
}

/** A list without rows: say so, and what to do. */
export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <Paper p="xl">
      <Stack align="center" gap="sm" py="lg" ta="center">
        <ThemeIcon variant="light" size={52} radius="xl">
          <Icon size={28} stroke={1.6} aria-hidden />
        </ThemeIcon>
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text c="dimmed" maw={480} component="div">
          {children}
        </Text>
        {action}
      </Stack>
    </Paper>
  );
}
