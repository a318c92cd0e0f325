import { notFound, redirect } from 'next/navigation';
import { isOperator, isOperatorWithoutFactor } from '@/api/operator.ts';
import type { CurrentUser } from '@/api/schemas.ts';
import { requireUser } from '@/features/account/require-user.ts';
import { twoStepPath } from '@/site/paths.ts';

/**
 * Returns the operator who requests a page of the console. Anonymous visitors sign in first and return to `path`;
 * operators who need a second factor are led to where they set it up; for
 * everyone else the page does not exist. Every page calls this, because a layout is not rendered again between pages.
 */
export async function requireOperator(path: string): Promise<CurrentUser> {
  const user = await requireUser(path);
  if (isOperatorWithoutFactor(user)) redirect(twoStepPath);
  if (!isOperator(user)) notFound();
  return user;
}
