import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { show } from '@/lib/testing/show';

import { SignForm } from './sign-form';

const { run, proveAgain } = vi.hoisted(() => ({ run: vi.fn(), proveAgain: vi.fn() }));
vi.mock('@/lib/use-command', () => ({ useCommand: () => ({ run, isRunning: false }) }));
vi.mock('@/components/reauthentication', () => ({ useReauthentication: () => proveAgain }));

type Agreement = Parameters<typeof SignForm>[0]['agreement'];

const SENTENCE = 'I sign it in the name of Graz.';
const agreement = {
  id: 'a1',
  number: 'A-2026-00001',
  textSha256: 'c0ffee',
  signatureLevel: 'Simple electronic signature with an integrity seal',
  intentSentence: SENTENCE,
} as unknown as Agreement;

const refused = (code: string, message: string) => ({
  ok: false,
  problems: [{ code, message, field: null, params: {} }],
});
const signed = { ok: true, value: { agreement: { id: 'a1' }, errors: [] } };

beforeEach(() => {
  run.mockReset();
  proveAgain.mockReset();
  show(<SignForm agreement={agreement}>{null}</SignForm>);
});

it('sends nothing before the sentence of intent is confirmed', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Sign' }));
  expect(await screen.findByText('Confirm this sentence to sign.')).toBeVisible();
  expect(run).not.toHaveBeenCalled();
});

it('binds to the text that is shown', async () => {
  run.mockResolvedValue(signed);
  await userEvent.click(screen.getByRole('checkbox', { name: SENTENCE }));
  await userEvent.click(screen.getByRole('button', { name: 'Sign' }));
  await waitFor(() => {
    expect(run).toHaveBeenCalledExactlyOnceWith({ agreement: 'a1', textSha256: 'c0ffee', intent: true });
  });
});

it('signs after a fresh proof, and says what stands against it otherwise', async () => {
  run.mockResolvedValueOnce(refused('SIGN_IN_AGAIN', 'You signed in too long ago.'));
  run.mockResolvedValueOnce(refused('NO_AUTHORITY', 'No authority on record.'));
  proveAgain.mockResolvedValue(true);
  await userEvent.click(screen.getByRole('checkbox', { name: SENTENCE }));
  await userEvent.click(screen.getByRole('button', { name: 'Sign' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Not signedNo authority on record.');
  expect(run).toHaveBeenCalledTimes(2);
  expect(proveAgain).toHaveBeenCalledTimes(1);
});
