/** What a user may do. Every user can buy and sell; operators can also see dead letters. */
export type Role = 'operator';
export const roles: readonly Role[] = ['operator'];

export interface User {
  id: string;
  /** Lower case, because addresses are compared case-insensitively. */
  email: string;
  passwordHash: string;
  roles: Role[];
  /** Version of the user's last published event; the first is 0. */
  version: number;
  createdAt: Date;
}

export const normalizeEmail = (email: string): string => email.trim().toLowerCase();
