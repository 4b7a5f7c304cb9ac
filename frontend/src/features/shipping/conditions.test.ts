import { describe, expect, it } from 'vitest';

import { restInGoodCondition, summaryOf, type ReceiptItem } from './conditions';

const item = (condition: ReceiptItem['condition'], note = ''): ReceiptItem => ({
  item: 'i',
  condition,
  note,
});

describe('summaryOf', () => {
  it('counts each condition that occurs', () => {
    expect(summaryOf([item('GOOD'), item('THAWED'), item('GOOD')])).toBe(
      '2 items in good condition and 1 item thawed',
    );
    expect(summaryOf([item('MISSING')])).toBe('1 item missing');
  });
});

describe('restInGoodCondition', () => {
  it('leaves what was chosen as it is', () => {
    expect(restInGoodCondition([item(''), item('DAMAGED', 'lid cracked')])).toEqual([
      item('GOOD'),
      item('DAMAGED', 'lid cracked'),
    ]);
  });
});
