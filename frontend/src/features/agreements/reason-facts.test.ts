import { expect, it } from 'vitest';

import { reasonFacts } from './reason-facts';

it('reads the citation and what it is about', () => {
  expect(reasonFacts('{"citation": "60 FR 12771", "about": ["MCF-7"]}')).toEqual({
    citation: '60 FR 12771',
    about: ['MCF-7'],
  });
});

it('takes what is absent or strange for nothing', () => {
  expect(reasonFacts('')).toEqual({ citation: '', about: [] });
  expect(reasonFacts('{"citation": 7, "about": ["a", null]}')).toEqual({ citation: '', about: ['a'] });
});
