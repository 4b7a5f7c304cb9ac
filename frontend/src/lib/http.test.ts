import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { ownFetch } from '@/lib/http';

beforeEach(() => {
  document.cookie = 'reagora_csrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT';
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('asks for the cookie once where it is missing, however many requests wait for it', async () => {
  const fetched = vi.fn<typeof fetch>((input) => {
    if (typeof input === 'string' && input.endsWith('/auth/session')) document.cookie = 'reagora_csrf=fresh';
    return Promise.resolve(new Response('{}'));
  });
  vi.stubGlobal('fetch', fetched);
  await Promise.all([ownFetch('/graphql', { method: 'POST' }), ownFetch('/graphql', { method: 'POST' })]);
  const urls = fetched.mock.calls.map(([input]) => input);
  expect(urls).toEqual(['/_allauth/browser/v1/auth/session', '/graphql', '/graphql']);
  const tokens = fetched.mock.calls.slice(1).map(([, init]) => new Headers(init?.headers).get('X-CSRFToken'));
  expect(tokens).toEqual(['fresh', 'fresh']);
});

it('asks for none to read', async () => {
  const fetched = vi.fn<typeof fetch>().mockResolvedValue(new Response('{}'));
  vi.stubGlobal('fetch', fetched);
  await ownFetch('/healthz');
  expect(fetched).toHaveBeenCalledTimes(1);
});
