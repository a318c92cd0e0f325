import type { CurrentUser } from './schemas.ts';

/** Whether a user may work with dead letters. The ops service checks this for every call too. */
export const isOperator = (user: Pick<CurrentUser, 'roles'> | null): boolean =>
  user?.roles.includes('operator') ?? false;
