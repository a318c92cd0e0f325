import { describe, expect, it } from '@jest/globals';
import { faultOf, isOutcomeUnknown, type Problem, toFormFaults } from './problem.ts';

const fieldNames = ['email', 'password'] as const;
const refused = (status: number, errors: { message: string; field?: string; code?: string }[] = []): Problem => ({
  kind: 'refused',
  status,
  errors,
});

describe('errors of a form', () => {
  it('assigns each field its first message', () => {
    const problem = refused(400, [
      { message: 'Email must be valid', field: 'email' },
      { message: 'Email is too long', field: 'email' },
      { message: 'Password must be between 8 and 128 characters', field: 'password' },
    ]);

    expect(toFormFaults(problem, fieldNames)).toEqual({
      fields: {
        email: { code: 'unknown', message: 'Email must be valid' },
        password: { code: 'unknown', message: 'Password must be between 8 and 128 characters' },
      },
      form: [],
    });
  });

  it('assigns an error without a matching field to the form', () => {
    const credentials = { message: 'Invalid credentials', code: 'invalid_credentials' };
    const problem = refused(400, [credentials, { message: 'Unknown', field: 'nickname' }]);

    expect(toFormFaults(problem, fieldNames)).toEqual({
      fields: {},
      form: [credentials, { code: 'unknown', message: 'Unknown' }],
    });
  });

  it('has a message for every refusal', () => {
    expect(toFormFaults(refused(400), fieldNames).form).toHaveLength(1);
  });

  it('does not show the error text of a failing server', () => {
    expect(faultOf(refused(500, [{ message: 'ECONNREFUSED 10.0.0.1' }]))).toEqual({ code: 'server_trouble' });
  });
});

describe('whether the server may have acted', () => {
  it.each([
    ['no answer', { kind: 'unreachable' } as const, true],
    ['an answer outside the contract', { kind: 'unreadable', status: 201 } as const, true],
    ['503', refused(503), true],
    ['400', refused(400), false],
    ['409', refused(409), false],
  ])('%s: %j → %s', (_name, problem, isUnknown) => {
    expect(isOutcomeUnknown(problem)).toBe(isUnknown);
  });
});
