import { notFound, redirect } from 'next/navigation';
import type { Problem } from '@/api/problem.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { hasSessionEnded, isNotFound } from './refusal.ts';

/** Returns the page for a failed read; leaves for the sign-in page when the session has ended. */
export function pageOfProblem(problem: Problem, path: string) {
  if (hasSessionEnded(problem)) redirect(signInPath(path, 'expired'));
  if (isNotFound(problem)) notFound();
  return <ServiceUnavailablePage what="organising" />;
}
