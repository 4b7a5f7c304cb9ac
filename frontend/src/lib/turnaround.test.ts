import { expect, test } from 'vitest';

import { turnaroundSentence } from '@/lib/turnaround';

test('a turnaround is told of ten requests or more', () => {
  expect(turnaroundSentence(null)).toContain('Fewer than ten');
  expect(turnaroundSentence({ medianDays: 12.5, requests: 10 })).toBe(
    'Half of its requests arrived within 12.5 days, of 10 finished requests.',
  );
});
