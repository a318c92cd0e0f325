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

export type FormErrors<Field extends string> = { fields: Partial<Record<Field, string>>; form: string[] };

/** Sorts a problem's messages to the fields they name; what names no field of this form belongs to the form. */
export function toFormErrors<Field extends string>(problem: Problem, fieldNames: readonly Field[]): FormErrors<Field> {
  const sorted: FormErrors<Field> = { fields: {}, form: [] };
  if (isOutcomeUnknown(problem) || problem.kind !== 'refused') return { ...sorted, form: [messageOf(problem)] };
  for (const { field, message } of problem.errors) {
    const name = fieldNames.find((candidate) => candidate === field);
    if (!name) sorted.form.push(message);
    else sorted.fields[name] ??= message;
  }
  if (problem.errors.length === 0) sorted.form.push(messageOf(problem));
  return sorted;
}

/** One sentence for a person. */
export function messageOf(problem: Problem): string {
  if (problem.kind === 'unreachable') return "We can't reach the box office. Check your connection and try again.";
  if (problem.kind === 'unreadable' || problem.status >= 500) {
    return 'The box office is having trouble. Try again in a moment.';
  }
  return problem.errors[0]?.message ?? 'That did not work. Try again.';
}
