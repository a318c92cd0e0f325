import type { Language } from '@ticketing/contracts';

/** What a user may do. Every user can buy and sell; operators can also see dead letters. */
export type Role = 'operator';
export const roles: readonly Role[] = ['operator'];

export interface User {
  id: string;
  /** Lower case, because addresses are compared case-insensitively. */
  email: string;
  /** When its owner confirmed the address; null before. */
  emailVerifiedAt: Date | null;
  passwordHash: string;
  /** Whether signing in takes more than the password. */
  hasSecondFactor: boolean;
  roles: Role[];
  /** The language of mails. */
  language: Language;
  /** Version of the user's last published event; the first is 0. */
  version: number;
  /** Version of the user's last published contact; null when none was. */
  contactVersion: number | null;
  createdAt: Date;
}

export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

/**
 * Returns the user with the language of a mail or sign-in, with the next contact's version; null when its published contact
 * is still right. @param language null when the request asked for none
 */
export function withNewContact(user: User, language: Language | null): (User & { contactVersion: number }) | null {
  const next = language ?? user.language;
  if (user.contactVersion !== null && next === user.language) return null;
  return { ...user, language: next, contactVersion: (user.contactVersion ?? -1) + 1 };
}
