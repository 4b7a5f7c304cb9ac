import { describe, expect, it } from 'vitest';

import * as format from '@/lib/format';

describe('moments and days', () => {
  it('shows a moment in the zone of the person', () => {
    expect(format.moment('2026-11-20T23:30:00Z', 'Africa/Kampala')).toBe('21 Nov 2026, 02:30 GMT+3');
    expect(format.moment('2026-11-20T23:30:00Z', 'UTC')).toBe('20 Nov 2026, 23:30 UTC');
  });

  it('shows the day of a moment in that zone, and a calendar day in none', () => {
    expect(format.dayOf('2026-11-20T23:30:00Z', 'Africa/Kampala')).toBe('21 Nov 2026');
    expect(format.day('2026-11-20')).toBe('20 Nov 2026');
  });

  it.each([
    ['2026-11-27T12:00:00Z', 'in 7 days'],
    ['2026-11-21T12:00:00Z', 'tomorrow'],
    ['2026-11-20T09:00:00Z', '3 hours ago'],
    ['2026-11-20T12:02:30Z', 'in 2 minutes'],
    ['2026-11-20T11:59:30Z', 'just now'],
  ])('says how far %s is', (iso, expected) => {
    expect(format.distance(iso, Date.parse('2026-11-20T12:00:00Z'))).toBe(expected);
  });
});

describe('amounts and names', () => {
  it.each([
    [0, '0 vials'],
    [1, '1 vial'],
    [1200, '1,200 vials'],
  ])('counts %d', (value, expected) => {
    expect(format.count(value, 'vial')).toBe(expected);
  });

  it('takes an irregular plural', () => {
    expect(format.count(2, 'country', 'countries')).toBe('2 countries');
  });

  it('joins words as a sentence does', () => {
    expect([format.list([]), format.list(['a']), format.list(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a, b and c',
    ]);
  });

  it('names countries, and leaves what is no code as it is', () => {
    expect([format.countryName('UG'), format.countryName('nowhere')]).toEqual(['Uganda', 'nowhere']);
  });

  it.each([
    [-80, -60, '−80 to −60 °C'],
    [2, null, '2 °C or warmer'],
    [null, -20, '−20 °C or colder'],
    [null, undefined, 'No band given'],
  ])('shows the band from %s to %s', (low, high, expected) => {
    expect(format.temperatures(low, high)).toBe(expected);
  });

  it.each([
    [999, '999 bytes'],
    [3400, '3.4 kB'],
    [20_000_000, '20 MB'],
  ])('shows %d bytes', (bytes, expected) => {
    expect(format.fileSize(bytes)).toBe(expected);
  });
});
