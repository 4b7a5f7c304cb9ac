const CSRF_COOKIE = 'reagora_csrf';
const SESSION_PATH = '/_allauth/browser/v1/auth/session';

function csrfToken(): string | undefined {
  return document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith(`${CSRF_COOKIE}=`))
    ?.slice(CSRF_COOKIE.length + 1);
}

let cookieIsComing: Promise<unknown> | undefined;

async function ensureCsrfToken(): Promise<string> {
  if (csrfToken() === undefined) {
    // Several requests may start at once; one question is enough for all of them.
    cookieIsComing ??= fetch(SESSION_PATH, { credentials: 'same-origin' }).finally(() => {
      cookieIsComing = undefined;
    });
    await cookieIsComing;
  }
  return csrfToken() ?? '';
}

/** Fetch from our own server, with the session's cookie and, for all but GET, the token against forgery. */
export async function ownFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if ((init.method ?? 'GET') !== 'GET') headers.set('X-CSRFToken', await ensureCsrfToken());
  return fetch(input, { ...init, headers, credentials: 'same-origin' });
}

/** Return the token against forgery for a form of the browser; empty while the cookie is not there. */
export function csrfTokenNow(): string {
  return csrfToken() ?? '';
}
