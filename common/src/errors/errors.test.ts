import { describe, expect, it } from '@jest/globals';
import { invalidInput, isTransient, PermanentError, TransientError } from './index.ts';

const errorWith = (properties: object): Error => Object.assign(new Error('whatever it says'), properties);

describe('an error is transient when', () => {
  it.each<[string, unknown]>([
    ['we throw it as transient', new TransientError('busy')],
    ['the connection is refused', errorWith({ code: 'ECONNREFUSED' })],
    ['PostgreSQL shuts down', errorWith({ code: '57P01' })],
    ['PostgreSQL detects a deadlock', errorWith({ code: '40P01' })],
    ['PostgreSQL lost the connection', errorWith({ code: '08006' })],
    ['Prisma can’t reach its server', errorWith({ code: 'P1001' })],
    ['MongoDB has no primary', errorWith({ name: 'MongoServerSelectionError' })],
    ['MongoDB detects a write conflict', errorWith({ errorLabels: ['TransientTransactionError'] })],
    ['Redis does not respond', errorWith({ name: 'MaxRetriesPerRequestError' })],
    ['a broker marks it retriable', errorWith({ name: 'KafkaJSProtocolError', retriable: true })],
    ['the registry has an internal error', errorWith({ name: 'ResponseError', status: 502 })],
    ['its cause is transient', new PermanentError('x', 'x', { cause: errorWith({ code: 'EPIPE' }) })],
    ['Prisma’s adapter can’t reach its server', errorWith({ cause: { kind: 'DatabaseNotReachable' } })],
    ['MongoDB’s pool was cleared', errorWith({ name: 'MongoPoolClearedOnNetworkError' })],
    ['Kafka’s lock timed out', errorWith({ name: 'KafkaJSLockTimeout', retriable: false })],
    ['the broker does not know the producer', errorWith({ name: 'KafkaJSProtocolError', type: 'UNKNOWN_PRODUCER_ID' })],
    ['Kafka’s login is refused', errorWith({ name: 'KafkaJSSASLAuthenticationError', retriable: false })],
    ['fetch timed out', new DOMException('whatever it says', 'TimeoutError')],
    ['fetch got no response', new TypeError('x', { cause: errorWith({ code: 'UND_ERR_HEADERS_TIMEOUT' }) })],
    ['the wrapped error is transient', errorWith({ originalError: errorWith({ code: 'ETIMEDOUT' }) })],
    [
      'MongoDB’s bulk write wraps a transient error',
      errorWith({ name: 'MongoBulkWriteError', errorResponse: errorWith({ name: 'MongoServerSelectionError' }) }),
    ],
    ['one of several errors is transient', new AggregateError([new Error('x'), errorWith({ code: 'ECONNREFUSED' })])],
  ])('%s', (_when, error) => expect(isTransient(error)).toBe(true));
});

const postgresOutages = [
  ...[
    '08000',
    '08003',
    '08006',
    '25006',
    '25P03',
    '25P04',
    '28P01',
    '3D000',
    '40001',
    '40003',
    '40P01',
    '53100',
    '53200',
  ],
  ...['53300', '53400', '55P03', '57014', '57P01', '57P02', '57P03', '57P04', '57P05', '58000', '58030'],
];
const postgresRefusals = [
  '22P02',
  '23502',
  '23503',
  '23505',
  '23514',
  '25P02',
  '42601',
  '42501',
  '42P01',
  '54000',
  'XX000',
];
const wrappedByPrisma = (originalCode: string) =>
  errorWith({
    name: 'PrismaClientKnownRequestError',
    code: 'P2010',
    meta: { driverAdapterError: errorWith({ name: 'DriverAdapterError', cause: { kind: 'postgres', originalCode } }) },
  });

describe('a PostgreSQL code, plain or wrapped by Prisma:', () => {
  it.each(postgresOutages)('%s is an outage', (code) => {
    expect(isTransient(errorWith({ code }))).toBe(true);
    expect(isTransient(wrappedByPrisma(code))).toBe(true);
  });
  it.each(postgresRefusals)('%s is not', (code) => {
    expect(isTransient(errorWith({ code }))).toBe(false);
    expect(isTransient(wrappedByPrisma(code))).toBe(false);
  });
});

describe('a MongoDB code:', () => {
  const mongoOutages = [
    ...[6, 7, 18, 24, 43, 50, 64, 89, 91, 112, 133, 134, 175, 189, 202, 225, 234, 237, 246, 251, 262, 290, 317, 9001],
    ...[10107, 11600, 11601, 11602, 13435, 13436, 14031],
  ];
  const mongoError = (code: number) => errorWith({ name: 'MongoServerError', code });
  it.each(mongoOutages)('%i is an outage', (code) => expect(isTransient(mongoError(code))).toBe(true));
  it.each([2, 9, 11, 14, 26, 121, 11_000])('%i is not', (code) => expect(isTransient(mongoError(code))).toBe(false));
  it('is ignored in another driver’s error', () =>
    expect(isTransient(errorWith({ name: 'KafkaJSProtocolError', code: 7, type: 'TOPIC_AUTHORIZATION_FAILED' }))).toBe(
      false,
    ));
});

describe('a Redis error reply that begins with', () => {
  const replyError = (message: string) => Object.assign(new Error(message), { name: 'ReplyError' });
  it.each(['LOADING', 'READONLY', 'MASTERDOWN', 'CLUSTERDOWN', 'OOM', 'BUSY', 'MISCONF', 'NOREPLICAS', 'TRYAGAIN'])(
    '%s is an outage',
    (code) => expect(isTransient(replyError(`${code} in other words`))).toBe(true),
  );
  it.each(['ERR', 'WRONGTYPE', 'NOSCRIPT', 'EXECABORT'])('%s is not', (code) =>
    expect(isTransient(replyError(`${code} LOADING`))).toBe(false),
  );
});

describe('an error is not transient when', () => {
  const circular = new Error('x');
  circular.cause = circular;
  it.each<[string, unknown]>([
    ['a rule refused', invalidInput('x', 'x')],
    ['no retry can fix it', new PermanentError('x', 'x')],
    ['it is a bug', new TypeError('undefined is not a function')],
    ['only its message mentions the network', new Error('ECONNREFUSED')],
    ['a unique index rejected a row', errorWith({ code: 11_000, name: 'MongoServerError' })],
    [
      'a bulk write wraps a document that can’t be written',
      errorWith({ name: 'MongoBulkWriteError', errorResponse: errorWith({ name: 'BSONError' }) }),
    ],
    ['PostgreSQL rejected a row', errorWith({ code: '23505' })],
    ['the registry does not know the schema', errorWith({ name: 'ResponseError', status: 404 })],
    [
      'Prisma’s adapter reports a rejected row',
      errorWith({ name: 'DriverAdapterError', cause: { originalCode: '23505' } }),
    ],
    ['a message exceeds the broker’s limit', errorWith({ name: 'KafkaJSProtocolError', type: 'MESSAGE_TOO_LARGE' })],
    ['it is its own cause', circular],
    ['it is not an error', 'ECONNREFUSED'],
    ['it is null', null],
  ])('%s', (_when, error) => expect(isTransient(error)).toBe(false));
});
