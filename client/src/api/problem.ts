import type { Errors } from '@ticketing/api-client';

/** Why a call returned no value. */
export type Problem =
  /** No response; whether the server acted is unknown. */
  | { kind: 'unreachable' }
  /** The server answered with an error status; its body may say more than the errors. */
  | { kind: 'refused'; status: number; errors: Errors['errors']; body?: unknown }
  /** The response is not JSON. */
  | { kind: 'unreadable'; status: number };

/** Whether it is unknown if the server carried out the request. */
export function isOutcomeUnknown(problem: Problem): boolean {
  return problem.kind !== 'refused' || problem.status >= 500;
}

/** Whether a request with an Idempotency-Key must be sent again with the same key to learn its outcome. */
export function isAttemptOpen(problem: Problem): boolean {
  if (isOutcomeUnknown(problem) || problem.kind !== 'refused') return true;
  // The first request with this key is still in progress.
  return problem.status === 409 && problem.errors.some(({ code }) => code === 'idempotency_in_progress');
}

/** Whether a request was refused for what it says: of a page, because its address is mistyped or outdated. */
export const isNotUnderstood = (problem: Problem): problem is Extract<Problem, { kind: 'refused' }> =>
  problem.kind === 'refused' && problem.status < 500;

export function isRefusedWith(problem: Problem, status: number): boolean {
  return problem.kind === 'refused' && problem.status === status;
}

/** Whether the session has ended. (An answer "not yours" has the same status, but only for rows of others.) */
export const isSignedOut = (problem: Problem): boolean => isRefusedWith(problem, 401);

/**
 * An error for a person. The code selects the text in the visitor's language; the service's message is used for codes
 * without a translation.
 */
export interface Fault {
  code: string;
  message?: string;
}

export interface FormFaults<Field extends string> {
  fields: Partial<Record<Field, Fault>>;
  form: Fault[];
}

/** Assigns a problem's faults to the fields that they name. Faults that name no field of this form belong to the form. */
export function toFormFaults<Field extends string>(problem: Problem, fieldNames: readonly Field[]): FormFaults<Field> {
  const sorted: FormFaults<Field> = { fields: {}, form: [] };
  if (isOutcomeUnknown(problem) || problem.kind !== 'refused') return { ...sorted, form: [faultOf(problem)] };
  for (const { field, message, code = 'unknown' } of problem.errors) {
    const name = fieldNames.find((candidate) => candidate === field);
    if (!name) sorted.form.push({ code, message });
    else sorted.fields[name] ??= { code, message };
  }
  if (problem.errors.length === 0) sorted.form.push(faultOf(problem));
  return sorted;
}

export function faultOf(problem: Problem): Fault {
  if (problem.kind === 'unreachable') return { code: 'unreachable' };
  if (problem.kind === 'unreadable' || problem.status >= 500) return { code: 'server_trouble' };
  const [first] = problem.errors;
  return { code: first?.code ?? 'unknown', message: first?.message };
}
