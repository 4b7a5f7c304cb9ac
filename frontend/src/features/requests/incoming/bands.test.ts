import { describe, expect, it } from 'vitest';

import { BANDS, bandLabel, bandProblems } from './bands';

describe('BANDS', () => {
  it('are all bands that may be given', () => {
    expect(BANDS.map(({ minC, maxC }) => bandProblems(minC, maxC))).toEqual(
      BANDS.map(() => ({ minC: null, maxC: null })),
    );
  });

  it('are said with their name', () => {
    expect(BANDS.map(bandLabel)[1]).toBe('Dry ice, −80 to −60 °C');
  });
});

describe('bandProblems', () => {
  it('wants both ends, within bounds and the colder first', () => {
    expect(bandProblems('', 8)).toEqual({ minC: 'Enter a temperature.', maxC: null });
    expect(bandProblems(-274, 61)).toEqual({ minC: 'Enter −273 to 60 °C.', maxC: 'Enter −273 to 60 °C.' });
    expect(bandProblems(8, 2)).toEqual({ minC: null, maxC: 'This is colder than the other end.' });
    expect(bandProblems(4, 4)).toEqual({ minC: null, maxC: null });
  });
});
