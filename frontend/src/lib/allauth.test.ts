import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { askAuth, pendingFlow } from '@/lib/allauth';

const answer = (status: number, body: unknown) =>
  vi.fn<typeof fetch>().mockResolvedValue(new Response(JSON.stringify(body), { status }));

beforeEach(() => {
  document.cookie = 'reagora_csrf=token';
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('sends JSON with the token against forgery', async () => {
  const fetched = answer(200, { data: { user: 'ada' } });
  vi.stubGlobal('fetch', fetched);
  expect(await askAuth('POST', 'auth/login', { email: 'ada@uni.example' })).toEqual({
    ok: true,
    value: { user: 'ada' },
  });
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(url).toBe('/_allauth/browser/v1/auth/login');
  expect(new Headers(init?.headers).get('X-CSRFToken')).toBe('token');
  expect(init?.body).toBe('{"email":"ada@uni.example"}');
});

it('puts mistakes at the fields that allauth names', async () => {
  vi.stubGlobal(
    'fetch',
    answer(400, { errors: [{ code: 'mismatch', message: 'Wrong.', param: 'password' }] }),
  );
  expect(await askAuth('POST', 'auth/login', {})).toMatchObject({
    ok: false,
    problems: [{ code: 'mismatch', message: 'Wrong.', field: 'password' }],
  });
});

it('takes a further step for no mistake', async () => {
  const flows = [{ id: 'login' }, { id: 'mfa_authenticate', is_pending: true, types: ['totp'] }];
  vi.stubGlobal('fetch', answer(401, { data: { flows }, meta: { is_authenticated: false } }));
  const outcome = await askAuth('POST', 'auth/login', {});
  expect(outcome).toMatchObject({ ok: false, problems: [], mustProveAgain: false });
  expect(pendingFlow(outcome)).toEqual(flows[1]);
});

it('tells that somebody signed in must prove again who they are', async () => {
  const flows = [{ id: 'reauthenticate' }];
  vi.stubGlobal('fetch', answer(401, { data: { flows }, meta: { is_authenticated: true } }));
  expect(await askAuth('GET', 'account/authenticators/totp')).toMatchObject({ mustProveAgain: true, flows });
});

it.each([
  [409, 'This step is not open any more. Start again.'],
  [429, 'Too many attempts. Wait a few minutes, then try again.'],
  [500, 'The server failed. Try again in a moment.'],
])('explains status %d', async (status, message) => {
  vi.stubGlobal('fetch', answer(status, {}));
  expect(await askAuth('POST', 'auth/code/confirm', {})).toMatchObject({
    ok: false,
    status,
    problems: [{ message }],
  });
});

it('says when nobody answers', async () => {
  vi.stubGlobal('fetch', vi.fn<typeof fetch>().mockRejectedValue(new TypeError('Failed to fetch')));
  expect(await askAuth('GET', 'config')).toMatchObject({ ok: false, problems: [{ code: 'NETWORK' }] });
});
