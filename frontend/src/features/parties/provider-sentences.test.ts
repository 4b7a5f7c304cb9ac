import { expect, test } from 'vitest';

import { gradeSentence } from '@/features/parties/provider-sentences';

test('a grade says how many listings are in order', () => {
  expect(gradeSentence('B')).toBe('Grade B: at least 75 % of its listings are in order.');
  expect(gradeSentence(null)).toBe('There is nothing to grade.');
});
