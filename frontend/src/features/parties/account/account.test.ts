import { describe, expect, it } from 'vitest';

import { isoOf } from '@/features/parties/account/authenticators';
import { browserName } from '@/features/parties/account/browser-name';
import { tokenState } from '@/features/parties/account/token-state';

describe('browserName', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari on iPhone'],
    ['curl/8.0', 'Unknown browser'],
  ])('reads %s', (userAgent, expected) => {
    expect(browserName(userAgent)).toBe(expected);
  });
});

describe('tokenState', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  it.each([
    [{ expiresAt: '2027-01-01T00:00:00Z', revokedAt: null }, 'valid'],
    [{ expiresAt: '2026-11-20T12:00:00Z', revokedAt: null }, 'expired'],
    [{ expiresAt: '2027-01-01T00:00:00Z', revokedAt: '2026-11-01T00:00:00Z' }, 'revoked'],
    [{ expiresAt: '2026-01-01T00:00:00Z', revokedAt: '2025-11-01T00:00:00Z' }, 'revoked'],
  ])('says of %j that it is %s', (token, expected) => {
    expect(tokenState(token, now)).toBe(expected);
  });
});

it('reads the seconds of allauth', () => {
  expect(isoOf(1_763_596_800)).toBe('2025-11-20T00:00:00.000Z');
});
