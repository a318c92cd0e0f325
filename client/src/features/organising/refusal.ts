import { type FormFaults, isRefusedWith, type Problem, toFormFaults } from '@/api/problem.ts';

/** Whether the session has ended. "Not a member" has the same status, and another code. */
export const hasSessionEnded = (problem: Problem): boolean =>
  problem.kind === 'refused' && problem.status === 401 && problem.errors.every(({ code }) => code !== 'not_authorized');

/** Whether what was asked for does not exist, or belongs to an organiser that the visitor is no member of. */
export const isNotFound = (problem: Problem): boolean =>
  isRefusedWith(problem, 404) || (isRefusedWith(problem, 401) && !hasSessionEnded(problem));

/** Assigns faults to the form's fields, whose names differ from those of the API. */
export function toNamedFaults(
  problem: Problem,
  fieldNames: readonly string[],
  nameOf: (field: string | undefined) => string | undefined,
): FormFaults<string> {
  if (problem.kind !== 'refused') return toFormFaults(problem, fieldNames);
  const errors = problem.errors.map((error) => ({ ...error, field: nameOf(error.field) }));
  return toFormFaults({ ...problem, errors }, fieldNames);
}
