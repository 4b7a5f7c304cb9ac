import { ownFetch } from '@/lib/http';
import type { Problem } from '@/lib/outcome';

const ROOT = '/_allauth/browser/v1';

/** A step that signing in may still take, as allauth names it: `login`, `mfa_authenticate`, `verify_email`… */
export interface Flow {
  id: string;
  is_pending?: boolean;
  types?: string[];
  providers?: string[];
}

export interface AuthSuccess<T> {
  ok: true;
  value: T;
}

export interface AuthRefusal {
  ok: false;
  status: number;
  problems: Problem[];
  /** What may be done next. */
  flows: Flow[];
  /** Somebody is signed in, and must prove again who they are. */
  mustProveAgain: boolean;
  meta: Record<string, unknown>;
}

export type AuthOutcome<T> = AuthSuccess<T> | AuthRefusal;

interface Body<T> {
  data?: T & { flows?: Flow[] };
  meta?: Record<string, unknown>;
  errors?: { code: string; message: string; param?: string }[];
}

const BY_STATUS: Record<number, string> = {
  401: 'Sign in first.',
  403: 'This is not open to you.',
  404: 'There is nothing of that kind.',
  409: 'This step is not open any more. Start again.',
  410: 'Your session has ended. Sign in again.',
  429: 'Too many attempts. Wait a few minutes, then try again.',
};

function problem(message: string, code = 'REFUSED', field: string | null = null): Problem {
  return { code, message, field, params: {} };
}

/** Give one of allauth's commands or ask one of its questions. */
export async function askAuth<T = unknown>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<AuthOutcome<T>> {
  let response: Response;
  try {
    response = await ownFetch(`${ROOT}/${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch {
    return refusal(0, [
      problem('The server did not answer. Check your connection and try again.', 'NETWORK'),
    ]);
  }
  const answer = (await response.json().catch(() => ({}))) as Body<T>;
  if (response.ok) return { ok: true, value: (answer.data ?? {}) as T };
  const flows = answer.data?.flows ?? [];
  const problems =
    answer.errors?.map(({ code, message, param }) => problem(message, code, param ?? null)) ?? [];
  // An answer that asks for a further step is no problem to show.
  if (problems.length === 0 && flows.length === 0) {
    problems.push(problem(BY_STATUS[response.status] ?? 'The server failed. Try again in a moment.'));
  }
  return refusal(response.status, problems, flows, answer.meta);
}

function refusal(
  status: number,
  problems: Problem[],
  flows: Flow[] = [],
  meta: Record<string, unknown> = {},
): AuthRefusal {
  return {
    ok: false,
    status,
    problems,
    flows,
    mustProveAgain: status === 401 && meta.is_authenticated === true,
    meta,
  };
}

/** Return the step that somebody is in the middle of, if any. */
export function pendingFlow(outcome: AuthOutcome<unknown>): Flow | undefined {
  return outcome.ok ? undefined : outcome.flows.find(({ is_pending: isPending }) => isPending);
}
