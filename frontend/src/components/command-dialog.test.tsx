import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { CommandDialog } from '@/components/command-dialog';
import type { Outcome } from '@/lib/outcome';
import { show } from '@/lib/testing/show';

function open(run: (reason: string) => Promise<Outcome<unknown>>, isRequired = true) {
  const [onClose, onDone] = [vi.fn(), vi.fn()];
  show(
    <CommandDialog
      title="Decline"
      confirmLabel="Decline it"
      isOpen
      reason={{ label: 'Reason', isRequired }}
      run={run}
      onClose={onClose}
      onDone={onDone}
    >
      This is final.
    </CommandDialog>,
  );
  return { onClose, onDone };
}

it('gives the command with the reason, then closes', async () => {
  const run = vi
    .fn<(reason: string) => Promise<Outcome<unknown>>>()
    .mockResolvedValue({ ok: true, value: null });
  const { onClose, onDone } = open(run);
  await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), '  Too many. ');
  await userEvent.click(screen.getByRole('button', { name: 'Decline it' }));
  await waitFor(() => {
    expect(onDone).toHaveBeenCalledOnce();
  });
  expect(run).toHaveBeenCalledExactlyOnceWith('Too many.');
  expect(onClose).toHaveBeenCalledOnce();
});

it('gives no command without a reason that is needed', async () => {
  const run = vi.fn<(reason: string) => Promise<Outcome<unknown>>>();
  open(run);
  await userEvent.click(screen.getByRole('button', { name: 'Decline it' }));
  expect(run).not.toHaveBeenCalled();
  expect(screen.getByRole('textbox', { name: 'Reason' })).toBeInvalid();
});

it('stays open and says why nothing changed, at the reason where it is at fault', async () => {
  const problems = [
    { code: 'WRONG_STATE', message: 'It was decided already.', field: null, params: {} },
    { code: 'INVALID', message: 'The reason is too long.', field: 'reason', params: {} },
  ];
  const { onClose, onDone } = open(() => Promise.resolve({ ok: false, problems }), false);
  await userEvent.click(screen.getByRole('button', { name: 'Decline it' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('It was decided already.');
  expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(
    'The reason is too long.',
  );
  expect(onDone).not.toHaveBeenCalled();
  expect(onClose).not.toHaveBeenCalled();
});
