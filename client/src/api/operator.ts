import type { CurrentUser } from './schemas.ts';

/** Whether a user may work with dead letters. The ops service checks this for every call too. */
export const isOperator = (user: Pick<CurrentUser, 'roles'> | null): boolean =>
  user?.roles.includes('operator') ?? false;

/** Whether a user is an operator whose session lacks the role, because no second factor was given. */
export const isOperatorWithoutFactor = (user: Pick<CurrentUser, 'withheldRoles'> | null): boolean =>
  user?.withheldRoles.includes('operator') ?? false;
