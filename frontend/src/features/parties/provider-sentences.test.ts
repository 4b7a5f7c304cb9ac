import { expect, test } from 'vitest';

import { gradeSentence, turnaroundSentence } from '@/features/parties/provider-sentences';

test('a grade says how many listings are in order', () => {
  expect(gradeSentence('B')).toBe('Grade B: at least 75 % of its listings are in order.');
  expect(gradeSentence(null)).toBe('There is nothing to grade.');
});

test('a turnaround is told of ten requests or more', () => {
  expect(turnaroundSentence(null)).toContain('Fewer than ten');
  expect(turnaroundSentence({ medianDays: 12.5, requests: 10 })).toBe(
    'Half of its requests arrived within 12.5 days, of 10 finished requests.',
  );
});
