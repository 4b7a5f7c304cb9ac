import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import type { Outcome, Problem } from '@/lib/outcome';

interface CommandDialogProps {
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  confirmLabel: string;
  isOpen: boolean;
  onClose: () => void;
  /** Ask for a reason as well. */
  reason?: { label: string; description?: string; isRequired: boolean };
  isDanger?: boolean;
  run: (reason: string) => Promise<Outcome<unknown>>;
  onDone: () => void;
}

/** Have a person confirm what is destructive or final, give the command, and say what came of it. */
export function CommandDialog({ title, isOpen, onClose, ...rest }: CommandDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size="lg">
      <CommandForm onClose={onClose} {...rest} />
    </Modal>
  );
}

type CommandFormProps = Omit<CommandDialogProps, 'title' | 'isOpen'>;

function CommandForm({
  children,
  confirmLabel,
  onClose,
  reason,
  isDanger = false,
  run,
  onDone,
}: CommandFormProps) {
  const [text, setText] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [isBusy, setIsBusy] = useState(false);

  const confirm = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (reason?.isRequired && text.trim() === '') {
      setMistake('Write a reason; others will read it.');
      event.currentTarget.querySelector('textarea')?.focus();
      return;
    }
    setIsBusy(true);
    const outcome = await run(text.trim());
    setIsBusy(false);
    if (outcome.ok) {
      onDone();
      onClose();
    } else {
      setMistake(outcome.problems.find(({ field }) => field === 'reason')?.message ?? null);
      setProblems(outcome.problems.filter(({ field }) => field !== 'reason'));
    }
  };

  return (
    <form onSubmit={confirm} noValidate>
      <Stack>
        <ProblemAlert problems={problems} />
        {children}
        {reason && (
          <Textarea
            label={reason.label}
            description={reason.description}
            required={reason.isRequired}
            autosize
            minRows={3}
            maxLength={2000}
            value={text}
            error={mistake}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setMistake(null);
            }}
            data-autofocus
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} disabled={isBusy}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy} {...(isDanger && { color: 'red.8' })}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
