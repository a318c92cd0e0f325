import { expect, it } from '@jest/globals';
import { faultsOfCredentials } from './credentials.ts';

const validPassword = 'a long password';

it.each([
  ['an address without a host', { email: 'lea@', password: validPassword }, { email: { code: 'email_invalid' } }],
  ['a short password', { email: 'lea@example.com', password: 'short' }, { password: { code: 'password_length' } }],
  [
    'nothing at all',
    { email: '', password: '' },
    { email: { code: 'email_invalid' }, password: { code: 'password_length' } },
  ],
])('refuses to sign up with %s', (_name, credentials, fields) => {
  expect(faultsOfCredentials(credentials, 'signup')).toEqual({ fields, form: [] });
});

it('leaves it to the server whether a short password is right', () => {
  expect(faultsOfCredentials({ email: 'lea@example.com', password: 'short' }, 'signin')).toBeNull();
});
