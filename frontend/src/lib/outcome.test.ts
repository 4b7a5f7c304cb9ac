import { CombinedError } from '@urql/core';
import { describe, expect, it } from 'vitest';

import { messageOf, outcomeOf, splitProblems, type Problem } from '@/lib/outcome';

const problem = (field: string | null, message: string): Problem => ({
  code: 'INVALID',
  message,
  field,
  params: {},
});

describe('outcomeOf', () => {
  it('returns a payload without errors', () => {
    const payload = { thing: 1, errors: [] };
    expect(outcomeOf(payload, undefined)).toEqual({ ok: true, value: payload });
  });

  it('returns typed errors with their field and their parameters', () => {
    const payload = {
      errors: [{ code: 'NOT_ENOUGH', message: 'One is left.', field: 'quantity', params: '{"left":1}' }],
    };
    expect(outcomeOf(payload, undefined)).toEqual({
      ok: false,
      problems: [{ code: 'NOT_ENOUGH', message: 'One is left.', field: 'quantity', params: { left: 1 } }],
    });
  });

  it('names no field where the API names none', () => {
    const outcome = outcomeOf({ errors: [{ code: 'X', message: 'No.', params: '{}' }] }, undefined);
    expect(outcome).toEqual({
      ok: false,
      problems: [{ code: 'X', message: 'No.', field: null, params: {} }],
    });
  });

  it('tells a lost connection from an answer', () => {
    const lost = new CombinedError({ networkError: new Error('Failed to fetch') });
    expect(outcomeOf(null, lost)).toMatchObject({ ok: false, problems: [{ code: 'NETWORK', field: null }] });
    expect(outcomeOf(null, undefined)).toMatchObject({ ok: false, problems: [{ code: 'NETWORK' }] });
  });
});

describe('messageOf', () => {
  it('shows what the API says', () => {
    const error = new CombinedError({ graphQLErrors: ['Something went wrong. Error id 12ab.'] });
    expect(messageOf(error)).toBe('Something went wrong. Error id 12ab.');
  });

  it.each([
    [undefined, 'The server did not answer. Check your connection and try again.'],
    [{ status: 503 }, 'The server did not answer. Check your connection and try again.'],
    [{ status: 403 }, 'The server refused the question. Reload the page and try again.'],
  ])('explains a failed request with response %j', (response, expected) => {
    expect(messageOf(new CombinedError({ networkError: new Error('x'), response }))).toBe(expected);
  });
});

describe('splitProblems', () => {
  it('puts problems at the fields they name, paths within them included', () => {
    const problems = [
      problem('title', 'Taken.'),
      problem('items.0.note', 'Too long.'),
      problem(null, 'Not now.'),
    ];
    expect(splitProblems(problems, ['title', 'items'])).toEqual({
      byField: { title: 'Taken.', 'items.0.note': 'Too long.' },
      general: [problems[2]],
    });
  });

  it('joins two problems of one field', () => {
    const problems = [problem('title', 'Too short.'), problem('title', 'Taken.')];
    expect(splitProblems(problems, ['title']).byField).toEqual({ title: 'Too short. Taken.' });
  });

  it('shows a problem of a field that the form lacks above it', () => {
    const problems = [problem('titles', 'Unknown.')];
    expect(splitProblems(problems, ['title'])).toEqual({ byField: {}, general: problems });
  });
});
