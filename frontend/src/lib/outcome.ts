import type { CombinedError } from '@urql/core';

/** Why a command changed nothing: a typed error of the API, or what kept it from answering. */
export interface Problem {
  code: string;
  message: string;
  /** Path of the input at fault, such as `items.0.condition`. */
  field: string | null;
  params: Record<string, unknown>;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

export interface TypedError {
  code: string;
  message: string;
  field?: string | null;
  params: string;
}

export interface Payload {
  errors: readonly TypedError[];
}

function paramsOf(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text || '{}');
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Return the sentence to show for a failed question or command. */
export function messageOf(error: CombinedError): string {
  if (error.networkError) {
    const status = (error.response as Response | undefined)?.status;
    return status === undefined || status >= 500
      ? 'The server did not answer. Check your connection and try again.'
      : 'The server refused the question. Reload the page and try again.';
  }
  return error.graphQLErrors[0]?.message ?? 'Something went wrong.';
}

function problemOf(error: CombinedError): Problem {
  return {
    code: error.networkError ? 'NETWORK' : 'UNEXPECTED',
    message: messageOf(error),
    field: null,
    params: {},
  };
}

/** Return a command's payload, or its problems. */
export function outcomeOf<P extends Payload>(
  payload: P | undefined | null,
  error: CombinedError | undefined,
): Outcome<P> {
  if (error) return { ok: false, problems: [problemOf(error)] };
  if (!payload) return { ok: false, problems: [noAnswer] };
  if (payload.errors.length === 0) return { ok: true, value: payload };
  return {
    ok: false,
    problems: payload.errors.map(({ code, message, field, params }) => ({
      code,
      message,
      field: field ?? null,
      params: paramsOf(params),
    })),
  };
}

const noAnswer: Problem = { code: 'NETWORK', message: 'The server gave no answer.', field: null, params: {} };

/** Split problems into those that name one of a form's fields, and the rest, which the form shows above them. */
export function splitProblems(
  problems: readonly Problem[],
  fields: readonly string[],
): { byField: Record<string, string>; general: Problem[] } {
  const byField: Record<string, string> = {};
  const general: Problem[] = [];
  for (const problem of problems) {
    const isField = problem.field !== null && fields.some((name) => isWithin(problem.field, name));
    if (isField && problem.field !== null) {
      byField[problem.field] = [byField[problem.field], problem.message].filter(Boolean).join(' ');
    } else {
      general.push(problem);
    }
  }
  return { byField, general };
}

function isWithin(path: string | null, name: string): boolean {
  return path === name || (path?.startsWith(`${name}.`) ?? false);
}
