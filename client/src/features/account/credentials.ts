import type { FormFaults } from '@/api/problem.ts';
import type { Credentials } from '@/api/requests.ts';
import { isPasswordLength } from './password-length.ts';

export const credentialsFields = ['email', 'password'] as const satisfies (keyof Credentials)[];
export type CredentialsField = (typeof credentialsFields)[number];

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/** Validates an address before it is sent. @returns null when it is valid */
export const faultsOfEmail = (email: string): FormFaults<'email'> | null =>
  isEmail(email) ? null : { fields: { email: { code: 'email_invalid' } }, form: [] };

/** Validates credentials before they are sent. @returns null when they are valid */
export function faultsOfCredentials(
  { email, password }: Credentials,
  purpose: 'signin' | 'signup',
): FormFaults<CredentialsField> | null {
  const fields: FormFaults<CredentialsField>['fields'] = {};
  if (!isEmail(email)) fields.email = { code: 'email_invalid' };
  if (password === '') fields.password = { code: purpose === 'signup' ? 'password_length' : 'password_missing' };
  else if (purpose === 'signup' && !isPasswordLength(password)) fields.password = { code: 'password_length' };
  return Object.keys(fields).length > 0 ? { fields, form: [] } : null;
}
