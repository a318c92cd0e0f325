import type { ApiError } from './schemas.ts';

/** Why a call brought no value. */
export type Problem =
  /** no answer came; whether the server acted is unknown */
  | { kind: 'unreachable' }
  /** the server answered, with an error status */
  | { kind: 'refused'; status: number; errors: ApiError[] }
  /** the server answered, but not what the contract says */
  | { kind: 'unreadable'; status: number };

/** True when the server may or may not have done what it was asked to. */
export function isOutcomeUnknown(problem: Problem): boolean {
  return problem.kind !== 'refused' || problem.status >= 500;
}

export function isRefusedWith(problem: Problem, status: number): boolean {
  return problem.kind === 'refused' && problem.status === status;
}

/**
 * What went wrong, for a person. The code finds the words in the visitor's language; the message is the service's own
 * sentence, for codes that our dictionary does not know.
 */
export interface Fault {
  code: string;
  message?: string;
}

export interface FormFaults<Field extends string> {
  fields: Partial<Record<Field, Fault>>;
  form: Fault[];
}

/** Sorts a problem's faults to the fields they name; what names no field of this form belongs to the form. */
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
