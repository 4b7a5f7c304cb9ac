import { describe, expect, it } from 'vitest';

import { answerOf } from '@/lib/upload';

const refused = (message: string, code = 'REFUSED') => ({
  ok: false,
  problems: [{ code, message, field: 'file', params: {} }],
});

describe('answerOf', () => {
  it('returns what was stored', () => {
    const stored = { id: 'VXBsb2FkOjE=', sha256: 'ab', sizeBytes: 12 };
    expect(answerOf(201, JSON.stringify(stored))).toEqual({ ok: true, value: stored });
  });

  it('passes on the server’s own sentence', () => {
    expect(answerOf(415, '{"code": "BAD_INPUT", "message": "The file is no text."}')).toEqual(
      refused('The file is no text.', 'BAD_INPUT'),
    );
  });

  it('has words of its own for answers of others', () => {
    expect(answerOf(413, '<html>')).toEqual(refused('The file is too large for the server.'));
    expect(answerOf(502, '')).toEqual(refused('The server did not take the file. Try again in a moment.'));
  });
});
