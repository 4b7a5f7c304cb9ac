import { Box, Button, FileButton, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconUpload } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';

import { Callout } from '@/components/callout';

import classes from './files.module.css';
import type { Sending } from './use-uploads';

interface FileDropProps {
  /** What the button says, such as “Add photos”. */
  label: string;
  /** What can be sent. */
  hint: string;
  /** As file fields take it. */
  accept: string;
  onFiles: (files: readonly File[]) => void;
  sendings: readonly Sending[];
  /** What to say beside the files. */
  children?: ReactNode;
}

/** Take files by a button or dropped here, and tell of each how far it is or why it was not taken. */
export function FileDrop({ label, hint, accept, onFiles, sendings, children }: FileDropProps) {
  const [isOver, setIsOver] = useState(false);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (event.dataTransfer.files.length > 0) onFiles([...event.dataTransfer.files]);
  };

  return (
    <Stack gap="sm">
      <Box
        className={classes.drop}
        role="group"
        aria-label={label}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => {
          setIsOver(false);
        }}
        onDrop={drop}
      >
        {children}
        <FileButton multiple accept={accept} onChange={onFiles}>
          {(button) => (
            <Button {...button} variant="default" leftSection={<IconUpload size={18} aria-hidden />}>
              {label}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {hint} Choose them, or drop them here.
        </Text>
      </Box>
      {sendings.map((sending) => (
        <SendingEntry key={sending.key} sending={sending} />
      ))}
    </Stack>
  );
}

function SendingEntry({ sending: { name, share, problem } }: { sending: Sending }) {
  if (problem !== null) {
    return (
      <Callout tone="negative" icon={IconAlertTriangle} title={`${name} was not stored`}>
        <Text size="sm">{problem}</Text>
      </Callout>
    );
  }
  const percent = Math.floor(share * 100);
  return (
    <Stack gap={6}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {name}: {percent < 100 ? `${percent} % sent` : 'sent; the server looks at it'}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={`Sending ${name}`} />
      </Progress.Root>
    </Stack>
  );
}
