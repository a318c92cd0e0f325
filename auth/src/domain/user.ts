import { forbidden, notFound } from '@ticketing/common/errors';
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
  /** What the user wants to be called; null when they said nothing. */
  name: string | null;
  /** The language of mails. */
  language: Language;
  /** Whether the user chose the language; otherwise it follows the browser that signs in. */
  isLanguageChosen: boolean;
  /** Version of the user's last published event; the first is 0. */
  version: number;
  /** Version of the user's last published contact; null when none was. */
  contactVersion: number | null;
  createdAt: Date;
  /** Since when an operator keeps its owner out; null for everybody else. */
  disabledAt: Date | null;
}

/** The user of a token of another program, or of an account that was deleted. */
export const noSuchUser = () => notFound('No such user');

/** @throws DomainError account_disabled */
export function assertEnabled({ disabledAt }: Pick<User, 'disabledAt'>): void {
  if (disabledAt) throw forbidden('account_disabled', 'This account is disabled. Write to us if this is a mistake.');
}

export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

/**
 * Returns the language of a mail that a browser asks for: the one that the user chose, otherwise the browser's.
 * @param requested null when the request asked for none
 */
export const mailLanguageOf = (
  { language, isLanguageChosen }: Pick<User, 'language' | 'isLanguageChosen'>,
  requested: Language | null,
): Language => (isLanguageChosen ? language : (requested ?? language));

/**
 * Returns the user with the language of a sign-in, with the next contact's version; null when its published contact is
 * still right. @param requested null when the request asked for no language
 */
export const withNewContact = (user: User, requested: Language | null): (User & { contactVersion: number }) | null =>
  inLanguage(user, mailLanguageOf(user, requested));

/** The same with a language that the user chooses. */
export const withChosenLanguage = (user: User, chosen: Language): (User & { contactVersion: number }) | null =>
  inLanguage(user, chosen);

function inLanguage(user: User, language: Language): (User & { contactVersion: number }) | null {
  if (user.contactVersion !== null && language === user.language) return null;
  return { ...user, language, contactVersion: (user.contactVersion ?? -1) + 1 };
}
