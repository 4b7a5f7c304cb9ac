import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  /** One or two sentences under the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** Name by which links of the page lead here. */
  anchor?: string;
  children: ReactNode;
}

/** One matter of a page, under a heading of its own. */
export function Section({ title, lead, actions, anchor, children }: SectionProps) {
  const heading = useId();
  return (
    <Paper component="section" aria-labelledby={heading} id={anchor}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={2} id={heading}>
              {title}
            </Title>
            {lead && (
              <Text c="dimmed" size="sm" mt={4} maw={680} component="div">
                {lead}
              </Text>
            )}
          </div>
          {actions && <Group gap="sm">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
