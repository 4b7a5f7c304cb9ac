import { describe, expect, it } from 'vitest';

import { changeOf, EMPTY } from './shared-fields';

describe('changeOf', () => {
  it('leaves out what stays as it is', () => {
    expect(changeOf(EMPTY)).toEqual({});
    expect(changeOf({ ...EMPTY, summary: 'New.', warning: '  ' })).toEqual({ summary: 'New.' });
  });

  it('says only what belongs to the command', () => {
    const filled = { ...EMPTY, consortium: 'c', withdrawalReason: 'Used up.' };
    expect(changeOf({ ...filled, command: 'PUBLISH' })).toEqual({ command: 'PUBLISH' });
    expect(changeOf({ ...filled, command: 'RESTRICT' })).toEqual({ command: 'RESTRICT', consortium: 'c' });
    expect(changeOf({ ...filled, command: 'WITHDRAW' })).toEqual({
      command: 'WITHDRAW',
      withdrawalReason: 'Used up.',
    });
  });
});
