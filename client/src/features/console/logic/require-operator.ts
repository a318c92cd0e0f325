import { notFound } from 'next/navigation';
import type { CurrentUser } from '@/api/schemas.ts';
import { requireUser } from '@/features/account/require-user.ts';
import { isOperator } from './operator.ts';

/**
 * The operator who asks for a page of the console. Visitors sign in first and come back to `path`; to everybody else
 * there is no such page. Every page calls this itself: a layout is not rendered again on the way from page to page.
 */
export async function requireOperator(path: string): Promise<CurrentUser> {
  const user = await requireUser(path);
  if (!isOperator(user)) notFound();
  return user;
}
