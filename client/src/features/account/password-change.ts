import type { FormFaults } from '@/api/problem.ts';
import type { PasswordChange } from '@/api/requests.ts';
import { isPasswordLength } from './password-length.ts';

export const passwordChangeFields = ['currentPassword', 'newPassword'] as const;
export type PasswordChangeField = (typeof passwordChangeFields)[number];

/** Validates the form before it is sent. @returns null when it is valid */
export function faultsOfPasswordChange({
  currentPassword,
  newPassword,
}: PasswordChange): FormFaults<PasswordChangeField> | null {
  const fields: FormFaults<PasswordChangeField>['fields'] = {};
  if (currentPassword === '') fields.currentPassword = { code: 'password_missing' };
  if (!isPasswordLength(newPassword)) fields.newPassword = { code: 'password_length' };
  return Object.keys(fields).length > 0 ? { fields, form: [] } : null;
}

/** Validates a new password before it is sent. @returns null when it is valid */
export const faultsOfNewPassword = (password: string): FormFaults<'password'> | null =>
  isPasswordLength(password) ? null : { fields: { password: { code: 'password_length' } }, form: [] };
