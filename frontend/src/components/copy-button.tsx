import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

import { announce } from '@/lib/announcements';

/** Put a text into the clipboard. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const clipboard = useClipboard({ timeout: 3000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<Icon size={16} aria-hidden />}
      onClick={() => {
        clipboard.copy(value);
        announce('Copied.');
      }}
    >
      {clipboard.copied ? 'Copied' : label}
    </Button>
  );
}
