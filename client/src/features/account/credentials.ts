import { type FormFaults, type Problem, toFormFaults } from '@/api/problem.ts';
import type { Credentials } from '@/api/requests.ts';
import { isPasswordLength } from './password-length.ts';

const credentialsFields = ['email', 'password'] as const satisfies (keyof Credentials)[];
export type CredentialsField = (typeof credentialsFields)[number];

/** Whether a text could be an address. What is one is auth's rule: local parts may have blanks, quotes and further signs. */
const couldBeEmail = (text: string): boolean => /^.+@[^@]+$/s.test(text.trim());

/** Validates an address before it is sent. @returns null when it could be one */
export const faultsOfEmail = (email: string): FormFaults<'email'> | null =>
  couldBeEmail(email) ? null : { fields: { email: { code: 'email_invalid' } }, form: [] };

/** Validates credentials before they are sent. @returns null when they are valid, as far as that is known here */
export function faultsOfCredentials(
  { email, password }: Credentials,
  purpose: 'signin' | 'signup',
): FormFaults<CredentialsField> | null {
  const fields: FormFaults<CredentialsField>['fields'] = {};
  if (!couldBeEmail(email)) fields.email = { code: 'email_invalid' };
  if (password === '') fields.password = { code: purpose === 'signup' ? 'password_length' : 'password_missing' };
  else if (purpose === 'signup' && !isPasswordLength(password)) fields.password = { code: 'password_length' };
  return Object.keys(fields).length > 0 ? { fields, form: [] } : null;
}

/** Assigns the service's refusal to the fields. It names the field of an address that is none, but has no code for it. */
export function faultsOfRefusal(problem: Problem): FormFaults<CredentialsField> {
  const faults = toFormFaults(problem, credentialsFields);
  const { email } = faults.fields;
  return email?.code === 'invalid_input'
    ? { ...faults, fields: { ...faults.fields, email: { ...email, code: 'email_invalid' } } }
    : faults;
}
