/** What a person may do. Everybody buys and sells; operators also see dead letters. */
export type Role = 'operator';
export const roles: readonly Role[] = ['operator'];

export interface User {
  id: string;
  /** Lower case; addresses are compared without case. */
  email: string;
  passwordHash: string;
  roles: Role[];
  /** Number of the last event published of this user; the first is 0. */
  version: number;
  createdAt: Date;
}

export const normalizeEmail = (email: string): string => email.trim().toLowerCase();
