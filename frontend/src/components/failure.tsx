import { Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { CombinedError } from 'urql';

import { Callout } from '@/components/callout';
import { messageOf } from '@/lib/outcome';

interface FailureProps {
  title?: string;
  message: string;
  onRetry?: (() => void) | undefined;
}

/** Say that something could not be shown, and offer to try again. */
export function Failure({ title = 'This could not be loaded', message, onRetry }: FailureProps) {
  return (
    <Callout role="alert" tone="negative" icon={IconAlertTriangle} title={title}>
      <Stack gap="sm">
        <Text size="sm">{message}</Text>
        {onRetry && (
          <Group>
            <Button
              size="sm"
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden />}
              onClick={onRetry}
            >
              Try again
            </Button>
          </Group>
        )}
      </Stack>
    </Callout>
  );
}

/** Say why the API did not answer. */
export function AnswerFailure({ error, onRetry }: { error: CombinedError; onRetry: () => void }) {
  return <Failure message={messageOf(error)} onRetry={onRetry} />;
}
