import { expect, it } from 'vitest';

import { strSummary } from '@/features/catalogue/str-profile';

it.each([
  ['{"Amelogenin":["X","Y"],"TH01":["6"]}', 'Amelogenin X,Y; TH01 6'],
  ['{"TH01":"6,9"}', 'TH01 6,9'],
  ['{}', ''],
  ['', ''],
])('writes %s in one line', (json, expected) => {
  expect(strSummary(json)).toBe(expected);
});
