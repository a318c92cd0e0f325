import { describe, expect, it } from '@jest/globals';
import { isContention } from './index.ts';

const errorWith = (properties: object): Error => Object.assign(new Error('whatever it says'), properties);

describe('an error is contention when', () => {
  it.each<[string, unknown]>([
    ['PostgreSQL has waited for a lock', errorWith({ code: '55P03' })],
    [
      'Prisma’s adapter wraps a deadlock',
      errorWith({ meta: { driverAdapterError: errorWith({ originalCode: '40P01' }) } }),
    ],
    ['MongoDB detects a write conflict', errorWith({ code: 112 })],
    ['MongoDB’s bulk write wraps a write conflict', errorWith({ errorResponse: errorWith({ code: 112 }) })],
    ['its cause is', new Error('x', { cause: errorWith({ code: 'P2034' }) })],
  ])('%s', (_when, error) => expect(isContention(error)).toBe(true));
});

describe('an error is not contention when', () => {
  const circular = new Error('x');
  circular.cause = circular;
  it.each<[string, unknown]>([
    ['the server is unavailable', errorWith({ code: '57P01' })],
    ['a unique index rejected a row', errorWith({ code: 11_000 })],
    ['it is its own cause', circular],
    ['it is null', null],
  ])('%s', (_when, error) => expect(isContention(error)).toBe(false));
});
