import { describe, expect, it } from 'vitest';

import { countsSentence, percentChecked, progressSentence } from './counts';

const none = { rowsCreated: 0, rowsUpdated: 0, rowsUnchanged: 0, rowsRejected: 0 };

describe('countsSentence', () => {
  it('names what occurs', () => {
    expect(countsSentence({ ...none, rowsCreated: 1200, rowsRejected: 2 })).toBe('1,200 new and 2 rejected');
    expect(countsSentence({ ...none, rowsUnchanged: 54 })).toBe('54 unchanged');
    expect(countsSentence(none)).toBe('No rows');
  });
});

describe('percentChecked', () => {
  it('is full only when every row is checked', () => {
    expect(percentChecked(999, 1000)).toBe(99);
    expect(percentChecked(1000, 1000)).toBe(100);
    expect(percentChecked(0, 0)).toBe(100);
    expect(percentChecked(0, null)).toBeNull();
  });
});

describe('progressSentence', () => {
  it('says what is going on', () => {
    expect(progressSentence(0, null)).toBe('Reading the file');
    expect(progressSentence(500, 1200)).toBe('500 of 1,200 rows checked');
    expect(progressSentence(1, 1)).toBe('All 1 row checked; storing them');
  });
});
