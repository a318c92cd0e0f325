import { expect, it } from '@jest/globals';
import { faultsOfPasswordChange } from './password-change.ts';

it.each([
  ['nothing', { currentPassword: '', newPassword: '' }, ['currentPassword', 'newPassword']],
  ['a short new password', { currentPassword: 'x', newPassword: 'short' }, ['newPassword']],
])('rejects %s', (_name, values, fields) => {
  expect(Object.keys(faultsOfPasswordChange(values)?.fields ?? {})).toEqual(fields);
});

it('leaves the old password to the server', () => {
  expect(faultsOfPasswordChange({ currentPassword: 'x', newPassword: 'battery staple' })).toBeNull();
});
