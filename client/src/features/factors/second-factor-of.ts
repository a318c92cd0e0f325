import * as z from 'zod/mini';
import type { Problem } from '@/api/problem.ts';
import { type SecondFactor, secondFactorSchema } from './api/schemas.ts';

/** Whether a problem has this code. */
export const hasCode = (problem: Problem, wanted: string): boolean =>
  problem.kind === 'refused' && problem.errors.some(({ code }) => code === wanted);

/** Returns what a sign-in asks for after the password; null when it was refused for another reason. */
export function secondFactorOf(problem: Problem): SecondFactor | null {
  if (problem.kind !== 'refused' || !hasCode(problem, 'second_factor_required')) return null;
  const parsed = z.safeParse(secondFactorSchema, problem.body);
  return parsed.success ? parsed.data.secondFactor : null;
}
