import { expect, test } from 'vitest';

import { hintOf, type FoundTerm } from '@/features/requests/projects/term-choice';

const term: FoundTerm = {
  id: 'T1',
  code: 'DOID:2',
  label: 'angiosarcoma',
  vocabulary: 'DOID',
  matchedSynonym: null,
  isObsolete: false,
  successors: [],
};
const heart = { code: 'DOID:3', label: 'heart angiosarcoma' };
const vessel = { code: 'DOID:2', label: 'angiosarcoma' };

test.each([
  [{}, ''],
  [{ matchedSynonym: 'hemangiosarcoma' }, 'Also called hemangiosarcoma'],
  [{ isObsolete: true }, 'Not used any more'],
  [{ isObsolete: true, successors: [vessel] }, 'Not used any more; now angiosarcoma (DOID:2)'],
  [
    { isObsolete: true, successors: [vessel, heart] },
    'Not used any more; choose angiosarcoma (DOID:2) or heart angiosarcoma (DOID:3)',
  ],
])('hintOf %o is %s', (more, hint) => {
  expect(hintOf({ ...term, ...more })).toBe(hint);
});
