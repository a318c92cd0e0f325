import { expect, it } from '@jest/globals';
import { secondFactorOf } from './second-factor-of.ts';

const secondFactor = { challenge: 'token', hasTotp: true, passkeyOptions: null };
const refused = (code: string, body: unknown) =>
  secondFactorOf({ kind: 'refused', status: 403, errors: [{ code, message: '' }], body });

it('finds what the server asks for after the password', () => {
  expect(refused('second_factor_required', { errors: [], secondFactor })).toEqual(secondFactor);
});

it.each([
  ['another refusal', 'forbidden', { secondFactor }],
  ['a body without it', 'second_factor_required', {}],
])('finds nothing in %s', (_which, code, body) => expect(refused(code, body)).toBeNull());

it('finds nothing without an answer', () => expect(secondFactorOf({ kind: 'unreachable' })).toBeNull());
