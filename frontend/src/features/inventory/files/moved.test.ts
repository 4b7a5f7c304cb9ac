import { describe, expect, it } from 'vitest';

import { moved } from './moved';

describe('moved', () => {
  it('moves one by a place and keeps the others in their order', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 1, -1)).toEqual(['b', 'a']);
  });
});
