import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';

import { whenDialogsAreReady } from '@/lib/dialogs';
import type { Outcome } from '@/lib/outcome';

interface Question {
  title: string;
  /** What will happen, and whether it can be undone. */
  text: string;
  confirmLabel: string;
  isDanger?: boolean;
}

/** Have a person confirm what is final; resolves to whether they did. */
export async function confirm({ title, text, confirmLabel, isDanger = false }: Question): Promise<boolean> {
  await whenDialogsAreReady();
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      size: 'lg',
      children: <Text size="sm">{text}</Text>,
      labels: { confirm: confirmLabel, cancel: 'Cancel' },
      ...(isDanger && { confirmProps: { color: 'red.8' } }),
      onConfirm: () => {
        resolve(true);
      },
      // Closing follows confirming too, when there is nothing left to resolve.
      onClose: () => {
        resolve(false);
      },
    });
  });
}

/** What came of a command that a person did not confirm: nothing, and nothing to say about it. */
const NOT_CONFIRMED: Outcome<never> = { ok: false, problems: [] };

/** Give a command once it is confirmed. */
export async function confirmed<T>(
  question: Question,
  command: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return (await confirm(question)) ? command() : NOT_CONFIRMED;
}
