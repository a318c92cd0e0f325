import { notFound } from 'next/navigation';
import { isOperator } from '@/api/operator.ts';
import type { CurrentUser } from '@/api/schemas.ts';
import { requireUser } from '@/features/account/require-user.ts';

/**
 * Returns the operator who requests a page of the console. Anonymous visitors sign in first and return to `path`; for
 * everyone else the page does not exist. Every page calls this, because a layout is not rendered again between pages.
 */
export async function requireOperator(path: string): Promise<CurrentUser> {
  const user = await requireUser(path);
  if (!isOperator(user)) notFound();
  return user;
}
