import { describe, expect, it } from 'vitest';

import { sizeProblem } from './use-uploads';

describe('sizeProblem', () => {
  it('refuses what is empty or too long before it is sent', () => {
    expect(sizeProblem({ size: 0 })).toBe('The file is empty.');
    expect(sizeProblem({ size: 21_000_000 })).toBe('The file has 21 MB; it may have 20 MB.');
    expect(sizeProblem({ size: 20_000_000 })).toBeNull();
  });
});
