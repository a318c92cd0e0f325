import { redirect } from 'next/navigation';
import type { CurrentUser } from '@/api/schemas.ts';
import { hasSessionEnded, readCurrentUser } from '@/api/server.ts';
import { signInPath } from './safe-next-path.ts';

/** Returns the signed-in user, or redirects to the sign-in page, which leads back to `path`. */
export async function requireUser(path: string): Promise<CurrentUser> {
  return (await readCurrentUser()) ?? redirect(signInPath(path, (await hasSessionEnded()) ? 'expired' : undefined));
}
