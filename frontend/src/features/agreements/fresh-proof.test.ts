import { expect, it, vi } from 'vitest';

import type { Outcome } from '@/lib/outcome';

import { withFreshProof } from './fresh-proof';

const signed: Outcome<string> = { ok: true, value: 'signed' };
const refused = (code: string): Outcome<string> => ({
  ok: false,
  problems: [{ code, message: 'No.', field: null, params: {} }],
});

it('asks for no proof when none is wanted', async () => {
  const proveAgain = vi.fn<() => Promise<boolean>>();
  expect(await withFreshProof(() => Promise.resolve(signed), proveAgain)).toEqual(signed);
  expect(await withFreshProof(() => Promise.resolve(refused('NO_AUTHORITY')), proveAgain)).toEqual(
    refused('NO_AUTHORITY'),
  );
  expect(proveAgain).not.toHaveBeenCalled();
});

it('gives the command again after the proof', async () => {
  const command = vi
    .fn<() => Promise<Outcome<string>>>()
    .mockResolvedValueOnce(refused('SIGN_IN_AGAIN'))
    .mockResolvedValueOnce(signed);
  expect(await withFreshProof(command, () => Promise.resolve(true))).toEqual(signed);
  expect(command).toHaveBeenCalledTimes(2);
});

it('says why it did nothing when the proof was not given', async () => {
  const command = vi.fn<() => Promise<Outcome<string>>>().mockResolvedValue(refused('SIGN_IN_AGAIN'));
  expect(await withFreshProof(command, () => Promise.resolve(false))).toEqual(refused('SIGN_IN_AGAIN'));
  expect(command).toHaveBeenCalledTimes(1);
});
