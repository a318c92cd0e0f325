import { pause } from '@ticketing/common/backoff';
import { retryTransient } from '@ticketing/common/errors';
import { retryTopicFor } from '@ticketing/contracts';
import type pg from 'pg';
import { readEnds, withBroker } from '../../checker/observe/read-broker.ts';
import { listMany } from '../../listings.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { retryDelaysSeconds } from '../stack.ts';
import { reserveMany } from '../tools/bulk.ts';
import { seconds } from '../tools/outages.ts';
import {
  expectPayable,
  expectStatus,
  expectTickets,
  listOwn,
  ownPeople,
  payEach,
  reserveOwn,
} from '../tools/own-orders.ts';
import { withSuperuser } from '../tools/superuser.ts';

const group = 'an outage longer than all retry tiers together';
const tiersMs = retryDelaysSeconds.reduce((sum, delay) => sum + delay, 0) * 1_000;
const attempts = retryDelaysSeconds.length + 1;
/**
 * Long enough that a message would be dead-lettered if its failures were counted.
 * @param attemptMs the time until an attempt fails
 */
const longerThanTiers = ({ random }: Stage, attemptMs = 0): number =>
  tiersMs + attempts * attemptMs + random.between(3_000, 8_000);
/** After an outage, the backoff is at most 15 s. */
const recoveredWithinMs = 45_000;
const longTtlSeconds = 120;
const shortTtlSeconds = 5;
const few = 5;

interface Outage {
  fail: () => Promise<void>;
  heal: () => Promise<void>;
}

const stopped = ({ system }: Stage, part: string): Outage => ({
  fail: () => system.stop(part),
  heal: () => system.restart(part),
});

/** Runs `work` during an outage of the given total length. */
async function during<T>({ fail, heal }: Outage, ms: number, work: () => Promise<T>): Promise<T> {
  try {
    await fail();
    const until = performance.now() + ms;
    const result = await work();
    await pause(Math.max(0, until - performance.now()));
    return result;
  } finally {
    await heal();
  }
}

/**
 * Checks that an outage does not count as failed attempts of messages.
 * @throws PromiseBroken when a message was sent to a retry topic meanwhile
 */
async function expectNoRetries<T>({ addresses }: Stage, work: () => Promise<T>): Promise<T> {
  const countRetries = () =>
    // The admin client times out early on a busy machine.
    retryTransient(
      () =>
        withBroker(addresses, async (admin) =>
          (await readEnds(admin)).reduce((sum, { topic, end }) => sum + (retryTopicFor(topic) ? end : 0), 0),
        ),
      { forMs: 30_000 },
    );
  const before = await countRetries();
  const result = await work();
  const retries = (await countRetries()) - before;
  if (retries > 0)
    throw new PromiseBroken(`the outage counted as failed attempts: ${retries} messages were sent to retry topics`);
  return result;
}

/** While PostgreSQL is unavailable: payments and tickets, which don't need it, publish events that orders must apply. */
async function withoutOrdersDatabase(stage: Stage, outage: Outage) {
  const { buyer, seller, orderIds } = await reserveOwn(stage, few, longTtlSeconds);
  const ms = longerThanTiers(stage);
  const ticketIds = await during(outage, ms, async () => {
    await payEach(buyer, orderIds);
    return listMany(seller, few);
  });
  stage.note(`${few} orders paid and ${few} tickets listed meanwhile, ${seconds(ms)} in total`);
  await expectStatus(stage, orderIds, 'complete', { withinMs: recoveredWithinMs, when: 'after the outage' });
  await expectTickets(stage, ticketIds);
}

const postgresUnavailable: Fault = {
  name: 'postgres-outage',
  title: 'PostgreSQL is unavailable for longer than all retry tiers, while orders are paid and tickets are listed',
  group,
  inject: (stage) => withoutOrdersDatabase(stage, stopped(stage, 'postgres')),
};

/** PostgreSQL rejects statements or connections with the error code of a real outage. */
interface Refusal {
  name: string;
  title: string;
  begin: (client: pg.Client) => Promise<unknown>;
  /** Repeated until the end. */
  again?: (client: pg.Client) => Promise<unknown>;
  end: (client: pg.Client) => Promise<unknown>;
}

const terminateSessions = (client: pg.Client) =>
  client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders'");
const repeatEveryMs = 100;

/** A trigger raises the code for every write of the consumer and of requests. */
const refusedWrites = (code: string): Pick<Refusal, 'begin' | 'end'> => ({
  begin: (client) =>
    client.query(`
      CREATE FUNCTION refuse_writes() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'refused by a fault' USING ERRCODE = '${code}'; END $$;
      CREATE TRIGGER refuse_writes BEFORE INSERT ON inbox EXECUTE FUNCTION refuse_writes();
      CREATE TRIGGER refuse_writes BEFORE INSERT ON outbox EXECUTE FUNCTION refuse_writes();`),
  end: (client) => client.query('DROP FUNCTION IF EXISTS refuse_writes() CASCADE'),
});

const refusals: Refusal[] = [
  {
    name: 'postgres-ends-sessions',
    title: 'PostgreSQL repeatedly terminates every session of orders (57P01)',
    begin: terminateSessions,
    again: terminateSessions,
    end: async () => undefined,
  },
  {
    name: 'postgres-too-many-clients',
    title: 'PostgreSQL rejects new connections of orders (53300)',
    begin: (client) => client.query('ALTER ROLE orders CONNECTION LIMIT 0'),
    again: terminateSessions,
    end: (client) => client.query('ALTER ROLE orders CONNECTION LIMIT -1'),
  },
  { name: 'postgres-disk-full', title: 'the disk of PostgreSQL is full (53100)', ...refusedWrites('53100') },
  {
    name: 'postgres-conflicts',
    title: 'PostgreSQL reports serialization failures (40001)',
    ...refusedWrites('40001'),
  },
];

const refusing = ({ name, title, begin, again, end }: Refusal): Fault => ({
  name,
  title: `${title}, for longer than all retry tiers`,
  group,
  inject: (stage) =>
    withSuperuser(stage, async (client) => {
      let last: Promise<unknown> = Promise.resolve();
      let timer: NodeJS.Timeout | undefined;
      await withoutOrdersDatabase(stage, {
        fail: async () => {
          await begin(client);
          if (again) timer = setInterval(() => (last = last.then(() => again(client))), repeatEveryMs);
        },
        heal: async () => {
          clearInterval(timer);
          await last;
          await end(client);
        },
      });
    }),
});

/** How long the driver searches for the primary before an attempt fails. */
const mongoAttemptMs = 5_000;

const mongoUnavailable: Fault = {
  name: 'mongo-outage',
  title: 'MongoDB is unavailable for longer than all retry tiers, while tickets are reserved and reservations expire',
  group,
  async inject(stage) {
    const { addresses, note } = stage;
    const { buyer } = ownPeople(stage);
    const userId = buyer.id;
    const ticketIds = await listOwn(stage, 2 * few);
    const ms = longerThanTiers(stage, mongoAttemptMs);
    const [kept, left] = await during(
      stopped(stage, 'mongo'),
      ms,
      async () =>
        [
          await reserveMany(addresses, { ticketIds: ticketIds.slice(0, few), userId, ttlSeconds: longTtlSeconds }),
          await reserveMany(addresses, { ticketIds: ticketIds.slice(few), userId, ttlSeconds: shortTtlSeconds }),
        ] as const,
    );
    note(`${2 * few} tickets reserved meanwhile, ${seconds(ms)} in total`);
    await expectPayable(stage, [...kept, ...left]);
    await payEach(buyer, kept);
    await expectStatus(stage, kept, 'complete', { withinMs: recoveredWithinMs, when: 'after the outage' });
    await expectStatus(stage, left, 'cancelled', { withinMs: recoveredWithinMs, when: 'after the outage' });
  },
};

const redisUnavailable: Fault = {
  name: 'redis-outage',
  title: 'Redis is unavailable for longer than all retry tiers, while tickets are reserved and reservations expire',
  group,
  async inject(stage) {
    const { addresses, note } = stage;
    const { buyer } = ownPeople(stage);
    const ticketIds = await listOwn(stage, few);
    const ms = longerThanTiers(stage);
    const orderIds = await during(stopped(stage, 'redis'), ms, () =>
      reserveMany(addresses, { ticketIds, userId: buyer.id, ttlSeconds: shortTtlSeconds }),
    );
    note(`${few} tickets reserved meanwhile, ${seconds(ms)} in total`);
    await expectStatus(stage, orderIds, 'cancelled', { withinMs: recoveredWithinMs, when: 'after the outage' });
  },
};

export const outages: Fault[] = [
  postgresUnavailable,
  ...refusals.map(refusing),
  mongoUnavailable,
  redisUnavailable,
].map((fault) => ({
  ...fault,
  inject: (stage) => expectNoRetries(stage, () => fault.inject(stage)),
}));
