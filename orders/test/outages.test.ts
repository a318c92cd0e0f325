import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isTransient } from '@ticketing/common/errors';
import { inTransaction, migrate } from '@ticketing/common/postgres';
import { someUser } from '@ticketing/testing/api';
import { startTestPostgres, type TestPostgres } from '@ticketing/testing/postgres';
import pg from 'pg';
import { type Database, openDatabase } from '../src/store/database.ts';
import { migrationTarget } from '../src/store/migration-target.ts';
import { givenTicketOf, type OrdersFixture, startOrders } from './orders-fixture.ts';

let postgres: TestPostgres;
let database: Database;
let superuser: pg.Client;
beforeAll(async () => {
  postgres = await startTestPostgres();
  await migrate(migrationTarget, postgres.url);
  database = openDatabase(postgres.url);
  superuser = new pg.Client(postgres.superuserUrl);
  superuser.on('error', () => undefined);
  await superuser.connect();
  await raiseOnInsert(database, 'inbox', 'NEW.topic');
}, 60_000);
afterAll(async () => {
  await superuser?.end();
  await database?.$disconnect();
  await postgres?.stop();
});

/** Makes PostgreSQL reject every new row of the table with a given error code. */
async function raiseOnInsert(of: Database, table: string, code: string): Promise<void> {
  await of.$executeRawUnsafe(
    `CREATE OR REPLACE FUNCTION raise_on_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'in words' USING ERRCODE = ${code}; END $$`,
  );
  await of.$executeRawUnsafe(
    `CREATE OR REPLACE TRIGGER raise_on_insert BEFORE INSERT ON ${table}
     FOR EACH ROW EXECUTE FUNCTION raise_on_${table}()`,
  );
}

const failureOf = async (work: () => Promise<unknown>): Promise<unknown> =>
  work().then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error,
  );

const ways: [string, (code: string) => Promise<unknown>][] = [
  ['raw', (code) => database.$executeRaw`INSERT INTO inbox (event_id, topic) VALUES ('event', ${code})`],
  [
    'a query',
    (code) => database.$queryRaw`INSERT INTO inbox (event_id, topic) VALUES ('event', ${code}) RETURNING topic`,
  ],
  ['of a model', (topic) => database.inbox.create({ data: { eventId: 'event', topic } })],
  [
    'raw in a transaction',
    (code) =>
      inTransaction(database, (tx) => tx.$executeRaw`INSERT INTO inbox (event_id, topic) VALUES ('event', ${code})`),
  ],
  [
    'of a model in a transaction',
    (topic) => inTransaction(database, (tx) => tx.inbox.create({ data: { eventId: 'event', topic } })),
  ],
];

describe.each(ways)('a statement, %s,', (_way, fail) => {
  it.each([
    ...['08000', '08003', '08006', '25006', '25P03', '25P04', '28P01', '40001', '40003', '40P01', '53100', '53200'],
    ...['53300', '55P03', '57014', '57P01', '57P02', '57P03', '57P05', '58030'],
  ])('that PostgreSQL rejects with %s is an outage', async (code) =>
    expect(isTransient(await failureOf(() => fail(code)))).toBe(true),
  );

  it.each(['22P02', '23502', '23505', '23514', '25P02', '42601', '42P01', '54000', 'XX000'])(
    'that it rejects with %s is not an outage',
    async (code) => expect(isTransient(await failureOf(() => fail(code)))).toBe(false),
  );
});

describe('a faulty statement or row is not an outage:', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['its syntax', () => database.$executeRawUnsafe('SELEC 1')],
    ['a parameter', () => database.$queryRaw`SELECT ${'no number'}::int`],
    ['a missing table', () => database.$queryRaw`SELECT 1 FROM nowhere`],
    [
      'a row that is rejected only at commit',
      async () => {
        await database.$executeRaw`CREATE TABLE late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)`;
        await inTransaction(database, (tx) => tx.$executeRaw`INSERT INTO late VALUES (1), (1)`);
      },
    ],
  ])('%s', async (_what, work) => expect(isTransient(await failureOf(work))).toBe(false));
});

describe('a lost connection is an outage:', () => {
  const backendOf = async (tx: Pick<Database, '$queryRaw'>) => {
    const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    return row?.pid;
  };
  /** Terminates the backend of a transaction and waits until it and its connection are gone. */
  const kill = async (pid: number | undefined) => {
    await superuser.query('SELECT pg_terminate_backend($1, 10000)', [pid]);
  };

  it.each<[string, () => Promise<unknown>]>([
    ['during a statement', () => database.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`],
    [
      'during a statement of a transaction',
      () => inTransaction(database, (tx) => tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`),
    ],
    [
      'before a statement of a transaction',
      () =>
        inTransaction(database, async (tx) => {
          await kill(await backendOf(tx));
          await tx.order.findFirst();
        }),
    ],
    ['before the commit', () => inTransaction(database, async (tx) => kill(await backendOf(tx)))],
    [
      'by a PostgreSQL timeout',
      () =>
        inTransaction(database, async (tx) => {
          await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 20`;
          const pid = await backendOf(tx);
          const isThere = async () =>
            (await superuser.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid])).rowCount !== 0;
          while (await isThere());
          await tx.$executeRaw`SELECT 1`;
        }),
    ],
  ])('%s', async (_when, work) => {
    expect(isTransient(await failureOf(work))).toBe(true);
    expect(await database.inbox.count()).toBe(0);
  });
});

describe('an unavailable connection is an outage:', () => {
  it.each<[string, (small: Database) => Promise<unknown>]>([
    ['for a statement', (small) => small.$executeRaw`SELECT 1`],
    ['for a model', (small) => small.order.findFirst()],
    ['for a transaction', (small) => inTransaction(small, (tx) => tx.order.findFirst())],
  ])('%s, when the pool is exhausted', async (_what, work) => {
    const small = openDatabase(postgres.url, { max: 1, connectionTimeoutMillis: 1_000 });
    const [taken, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = inTransaction(small, async () => {
      taken.resolve();
      await released.promise;
    });
    await taken.promise;
    const failure = await failureOf(() => work(small));
    released.resolve();
    await holding;
    await small.$disconnect();

    expect(isTransient(failure)).toBe(true);
  });

  it.each([
    ['has no connection left for the role', 'CONNECTION LIMIT 0'],
    ['refuses the role', 'NOLOGIN'],
  ])('the server %s', async (_what, attributes) => {
    await superuser.query(`CREATE ROLE guest LOGIN PASSWORD 'guest'; ALTER ROLE guest ${attributes}`);
    const guest = openDatabase(Object.assign(new URL(postgres.url), { username: 'guest', password: 'guest' }).href);
    const failures = [
      await failureOf(() => guest.$queryRaw`SELECT 1`),
      await failureOf(() => guest.order.findFirst()),
      await failureOf(() => inTransaction(guest, (tx) => tx.order.findFirst())),
    ];
    await guest.$disconnect();
    await superuser.query('DROP ROLE guest');

    expect(failures.map((failure) => isTransient(failure))).toEqual([true, true, true]);
  });
});

describe('POST /api/orders', () => {
  let orders: OrdersFixture;
  let ticketId: string;
  beforeAll(async () => {
    orders = await startOrders();
  }, 60_000);
  afterAll(() => orders?.stop());
  beforeEach(async () => {
    ({ id: ticketId } = await givenTicketOf(orders));
  });
  const post = () => orders.api.request('POST', '/api/orders', { as: someUser(), body: { ticketId } });

  it.each(['25006', '40001', '40P01', '53100', '53300', '55P03', '57P01', '57P03', '57P05'])(
    'answers 503 with Retry-After while PostgreSQL rejects with %s',
    async (code) => {
      await raiseOnInsert(orders.database, 'orders', `'${code}'`);
      const answer = await post();

      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    },
  );

  it('answers 500 to a bug', async () => {
    await raiseOnInsert(orders.database, 'orders', `'23514'`);
    expect((await post()).status).toBe(500);
  });

  it('answers 503 once the server is stopped', async () => {
    await orders.database.$executeRaw`DROP TRIGGER raise_on_insert ON orders`;
    expect((await post()).status).toBe(201);
    await orders.stopPostgres();
    const answer = await post();

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  });
});
