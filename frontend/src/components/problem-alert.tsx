import { List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { Callout } from '@/components/callout';
import type { Problem } from '@/lib/outcome';

interface ProblemAlertProps {
  problems: readonly Problem[];
  title?: string;
}

/** Say why a command changed nothing. */
export function ProblemAlert({ problems, title = 'Nothing was changed' }: ProblemAlertProps) {
  const [first, ...others] = problems;
  if (!first) return null;
  return (
    <Callout role="alert" tone="negative" icon={IconAlertTriangle} title={title}>
      {others.length === 0 ? (
        <Text size="sm">{first.message}</Text>
      ) : (
        <List size="sm">
          {problems.map(({ code, message }) => (
            <List.Item key={`${code} ${message}`}>{message}</List.Item>
          ))}
        </List>
      )}
    </Callout>
  );
}
