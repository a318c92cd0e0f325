import { describe, expect, it } from '@jest/globals';
import { faultsOfCredentials, faultsOfEmail, faultsOfRefusal } from './credentials.ts';

const validPassword = 'a long password';

it.each([
  ['an address without a host', { email: 'lea@', password: validPassword }, { email: { code: 'email_invalid' } }],
  ['a short password', { email: 'lea@example.com', password: 'short' }, { password: { code: 'password_length' } }],
  [
    'nothing at all',
    { email: '', password: '' },
    { email: { code: 'email_invalid' }, password: { code: 'password_length' } },
  ],
])('rejects a sign-up with %s', (_name, credentials, fields) => {
  expect(faultsOfCredentials(credentials, 'signup')).toEqual({ fields, form: [] });
});

it('accepts a short password at sign-in, because the server decides', () => {
  expect(faultsOfCredentials({ email: 'lea@example.com', password: 'short' }, 'signin')).toBeNull();
});

it.each(['"a b"@example.com', '"a@b"@example.com', "o'brien+tickets@example.com", 'x@münchen.de', ' lea@example.com '])(
  'leaves %s to auth, which knows what an address is',
  (email) => {
    expect(faultsOfCredentials({ email, password: validPassword }, 'signup')).toBeNull();
  },
);

it('shows the service’s refusal of an address in the visitor’s language', () => {
  const errors = [{ message: 'Email must be valid', field: 'email', code: 'invalid_input' }];
  expect(faultsOfRefusal({ kind: 'refused', status: 400, errors })).toEqual({
    fields: { email: { code: 'email_invalid', message: 'Email must be valid' } },
    form: [],
  });
});

describe('an address to which a link is mailed', () => {
  it.each(['a@example.com', ' a@example.com '])('is valid: %j', (email) => expect(faultsOfEmail(email)).toBeNull());
  it.each(['', 'a', 'a@'])('is not valid: %j', (email) =>
    expect(faultsOfEmail(email)).toEqual({ fields: { email: { code: 'email_invalid' } }, form: [] }),
  );
});
