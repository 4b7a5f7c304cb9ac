import { describe, expect, it } from 'vitest';

import {
  countParam,
  flagParam,
  placeParams,
  textParam,
  textsParam,
  wordParam,
  wordsParam,
} from '@/lib/search';

describe('textParam', () => {
  it.each([
    ['abc', 'abc'],
    ['', undefined],
    [3, undefined],
    [null, undefined],
    [['a'], undefined],
  ])('takes %j as %j', (given, expected) => {
    expect(textParam(given)).toBe(expected);
  });
});

describe('wordParam', () => {
  it('takes one of the words and nothing else', () => {
    expect(wordParam('SIGNING', ['DRAFT', 'SIGNING'])).toBe('SIGNING');
    expect(wordParam('signing', ['DRAFT', 'SIGNING'])).toBeUndefined();
    expect(wordParam(undefined, ['DRAFT'])).toBeUndefined();
  });
});

describe('flagParam', () => {
  it('is on for true only', () => {
    expect([true, 'true', 1, false, undefined].map(flagParam)).toEqual([
      true,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('placeParams', () => {
  it('keeps one cursor, the one behind which first', () => {
    expect(placeParams({ after: 'a' })).toEqual({ after: 'a' });
    expect(placeParams({ before: 'b' })).toEqual({ before: 'b' });
    expect(placeParams({ after: 'a', before: 'b' })).toEqual({ after: 'a' });
    expect(placeParams({})).toEqual({ before: undefined });
  });
});

describe('wordsParam', () => {
  it('keeps the known words in their order, and nothing for none', () => {
    expect(wordsParam(['B', 'x', 'A'], ['A', 'B', 'C'])).toEqual(['A', 'B']);
    expect(wordsParam('C', ['A', 'B', 'C'])).toEqual(['C']);
    expect(wordsParam(['x'], ['A'])).toBeUndefined();
    expect(wordsParam(undefined, ['A'])).toBeUndefined();
  });
});

describe('textsParam', () => {
  it('keeps texts once and in order', () => {
    expect(textsParam(['UG', 'AT', 'UG', 3, ''])).toEqual(['AT', 'UG']);
    expect(textsParam('AT')).toEqual(['AT']);
    expect(textsParam([])).toBeUndefined();
  });
});

it.each([
  [1, 1],
  [1000, 1000],
  [0, undefined],
  [1001, undefined],
  [2.5, undefined],
  ['3', undefined],
])('reads %j as the number %j', (given, expected) => {
  expect(countParam(given, 1000)).toBe(expected);
});
