import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { show } from '@/lib/testing/show';

import { WithdrawConsent } from './withdraw-consent';

const { run } = vi.hoisted(() => ({ run: vi.fn() }));
vi.mock('@/lib/use-command', () => ({ useCommand: () => ({ run, isRunning: false }) }));

const onClose = vi.fn();

beforeEach(() => {
  run.mockReset();
  onClose.mockReset();
  show(<WithdrawConsent consent="c1" donor="BR002" isOpen onClose={onClose} />);
});

const enter = () => userEvent.click(screen.getByRole('button', { name: 'Enter the withdrawal' }));

it('enters nothing while another donor is named', async () => {
  await userEvent.type(screen.getByRole('textbox', { name: 'Name the donor again' }), 'BR020');
  await enter();
  expect(await screen.findByText('Type BR002, the donor whose consent this is.')).toBeVisible();
  expect(run).not.toHaveBeenCalled();
});

it('enters the withdrawal of the donor who is named again, and closes', async () => {
  run.mockResolvedValue({ ok: true, value: { consent: { id: 'c1' }, errors: [] } });
  await userEvent.type(screen.getByRole('textbox', { name: 'Name the donor again' }), ' BR002 ');
  await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Letter of today.');
  await enter();
  await waitFor(() => {
    expect(onClose).toHaveBeenCalledTimes(1);
  });
  expect(run).toHaveBeenCalledExactlyOnceWith({ consent: 'c1', reason: 'Letter of today.' });
});

it('stays open and says why nothing was entered', async () => {
  const problem = { code: 'WRONG_STATE', message: 'It is withdrawn already.', field: null, params: {} };
  run.mockResolvedValue({ ok: false, problems: [problem] });
  await userEvent.type(screen.getByRole('textbox', { name: 'Name the donor again' }), 'BR002');
  await enter();
  expect(await screen.findByText('It is withdrawn already.')).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
});
