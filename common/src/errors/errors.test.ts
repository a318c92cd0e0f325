import { describe, expect, it } from '@jest/globals';
import { invalidInput, isTransient, PermanentError, TransientError } from './index.ts';

const errorWith = (properties: object): Error => Object.assign(new Error('whatever it says'), properties);

describe('an error is transient when', () => {
  it.each<[string, unknown]>([
    ['we say so', new TransientError('busy')],
    ['the network refuses', errorWith({ code: 'ECONNREFUSED' })],
    ['PostgreSQL shuts down', errorWith({ code: '57P01' })],
    ['PostgreSQL found a deadlock', errorWith({ code: '40P01' })],
    ['PostgreSQL lost the connection', errorWith({ code: '08006' })],
    ['Prisma can not reach its server', errorWith({ code: 'P1001' })],
    ['MongoDB has no primary', errorWith({ name: 'MongoServerSelectionError' })],
    ['MongoDB met a write conflict', errorWith({ errorLabels: ['TransientTransactionError'] })],
    ['Redis does not answer', errorWith({ name: 'MaxRetriesPerRequestError' })],
    ['a broker says it may pass', errorWith({ name: 'KafkaJSProtocolError', retriable: true })],
    ['the registry is faulty', errorWith({ name: 'ResponseError', status: 502 })],
    ['its cause is', new PermanentError('x', 'x', { cause: errorWith({ code: 'EPIPE' }) })],
    ['the error it wraps is', errorWith({ originalError: errorWith({ code: 'ETIMEDOUT' }) })],
    ['one of several is', new AggregateError([new Error('x'), errorWith({ code: 'ECONNREFUSED' })])],
  ])('%s', (_when, error) => expect(isTransient(error)).toBe(true));
});

describe('an error is not transient when', () => {
  const circular = new Error('x');
  circular.cause = circular;
  it.each<[string, unknown]>([
    ['a rule said no', invalidInput('x', 'x')],
    ['no retry can mend it', new PermanentError('x', 'x')],
    ['it is a bug', new TypeError('undefined is not a function')],
    ['only its text speaks of the network', new Error('ECONNREFUSED')],
    ['a unique index refused a row', errorWith({ code: 11_000, name: 'MongoServerError' })],
    ['PostgreSQL refused a row', errorWith({ code: '23505' })],
    ['the registry knows no such schema', errorWith({ name: 'ResponseError', status: 404 })],
    ['it is its own cause', circular],
    ['it is no error', 'ECONNREFUSED'],
    ['it is nothing', null],
  ])('%s', (_when, error) => expect(isTransient(error)).toBe(false));
});
