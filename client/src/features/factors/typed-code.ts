import type { FormFaults } from '@/api/problem.ts';

/** What is typed on the second step: a code of the app, or a recovery code. */
export type CodeKind = 'code' | 'recoveryCode';

/** Validates a code before it is sent. @returns null when it may be one */
export function faultsOfCode<Kind extends CodeKind>(kind: Kind, typed: string): FormFaults<Kind> | null {
  const text = typed.replace(/[\s-]/g, '');
  const isCode = kind === 'code' ? /^\d{6}$/.test(text) : text !== '';
  if (isCode) return null;
  const fields: FormFaults<Kind>['fields'] = {};
  fields[kind] = { code: kind === 'code' ? 'code_format' : 'recovery_code_missing' };
  return { fields, form: [] };
}
