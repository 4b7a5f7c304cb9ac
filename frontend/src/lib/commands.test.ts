import { expect, it } from 'vitest';

import { mayGive } from '@/lib/commands';

it('finds a command however it is written, and no other', () => {
  expect(mayGive(['submit', 'withdraw'], 'WITHDRAW')).toBe(true);
  expect(mayGive(['CONFIRM_RECEIPT'], 'CONFIRM_RECEIPT')).toBe(true);
  expect(mayGive(['withdrawn'], 'WITHDRAW')).toBe(false);
  expect(mayGive([], 'WITHDRAW')).toBe(false);
});
