import type { CurrentUser } from '@/api/schemas.ts';

/** Whether somebody may work with dead letters. The ops service asks the same of every call. */
export const isOperator = (user: Pick<CurrentUser, 'roles'> | null): boolean =>
  user?.roles.includes('operator') ?? false;
