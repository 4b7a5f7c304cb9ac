import { expect, it } from 'vitest';

import { safePath } from '@/lib/next-path';

it.each([
  ['/listings/abc?project=x', '/listings/abc?project=x'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['https://elsewhere.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
  [undefined, '/'],
  [7, '/'],
])('goes on from %j to %j', (given, expected) => {
  expect(safePath(given)).toBe(expected);
});
