import { describe, expect, it } from 'vitest';

import { decisionsSentence, linesToPack } from './standing';

const line = (id: string, state: 'REQUESTED' | 'APPROVED' | 'SHIPPED') => ({ id, state });

describe('decisionsSentence', () => {
  it('counts what waits for the committee', () => {
    expect(decisionsSentence([line('a', 'REQUESTED')])).toBe('to be decided');
    expect(decisionsSentence([line('a', 'REQUESTED'), line('b', 'APPROVED')])).toBe('1 line to be decided');
    expect(decisionsSentence([line('b', 'APPROVED')])).toBe('');
  });
});

describe('linesToPack', () => {
  it('takes approved lines that are in no shipment', () => {
    const lines = [
      line('a', 'APPROVED'),
      line('b', 'APPROVED'),
      line('c', 'REQUESTED'),
      line('d', 'SHIPPED'),
    ];
    const shipments = [{ items: [{ line: { id: 'b' } }] }];
    expect(linesToPack(lines, shipments)).toEqual([line('a', 'APPROVED')]);
  });
});
