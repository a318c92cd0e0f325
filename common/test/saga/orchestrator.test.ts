import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import {
  createSagaMetrics,
  defineSaga,
  findSaga,
  listSagas,
  type Orchestrator,
  readTimeline,
  type SagaDefinition,
} from '@ticketing/common/saga';
import { startTestPostgres, type TestPostgres } from '@ticketing/testing/postgres';
import pg from 'pg';
import { type Booking, bookJourney, someBooking } from '../../src/saga/booking.fixture.ts';
import { assertEnds } from './assert-ends.ts';
import { deliverReplies } from './deliver-replies.ts';
import { type Conduct, carryOut, participantTables, reliable, takeCommands } from './participants.ts';
import { orchestratorOf, prepareSagas, sqlOf, transactionsOf } from './saga-database.ts';

let postgres: TestPostgres;
let pool: pg.Pool;
beforeAll(async () => {
  postgres = await startTestPostgres();
  pool = new pg.Pool({ connectionString: postgres.url }).on('error', () => undefined); // the server stops first
  await prepareSagas(pool);
  await pool.query(participantTables);
});
afterEach(() => pool.query('TRUNCATE sagas, saga_history, saga_correlations, outbox, taken, effects, replies'));
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

const v1 = bookJourney();
const inTransaction: ReturnType<typeof transactionsOf> = (work) => transactionsOf(pool)(work);
const refusing = (...steps: string[]): Conduct => ({ ...reliable, refuses: (step) => steps.includes(step) });
const silent: Conduct = { ...reliable, arrivals: () => [] };

async function start(orchestrator: Orchestrator, data: Booking = someBooking()): Promise<string> {
  const sagaId = randomUUID();
  await inTransaction((sql) => orchestrator.start(sql, { sagaId, definition: 'book-journey', data }));
  return sagaId;
}

/** Lets participants work off what was sent. @returns the topics of the commands */
async function participate(conduct: Conduct = reliable): Promise<string[]> {
  const commands = await takeCommands(pool);
  for (const command of commands) await carryOut(pool, command, conduct);
  return commands.map(({ topic }) => topic.split('.')[1] ?? '');
}

/** Commands, replies and timers in turn, until nothing moves. @returns the commands in order */
async function settle(orchestrator: Orchestrator, conduct: Conduct = reliable): Promise<string[]> {
  const sent: string[] = [];
  for (;;) {
    const commands = await participate(conduct);
    const moved = (await deliverReplies(orchestrator, inTransaction)) + (await orchestrator.sweep(inTransaction));
    sent.push(...commands);
    if (commands.length + moved === 0) return sent;
  }
}

/** All timers are due, as after their time. */
const timeOut = () => pool.query('UPDATE sagas SET deadline_at = clock_timestamp() WHERE deadline_at IS NOT NULL');
const read = (sagaId: string) => findSaga(sqlOf(pool), sagaId);

describe('a saga in the database', () => {
  it('completes, and keeps its history, what it listened for, and its commands', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaId = await start(orchestrator);
    expect(await settle(orchestrator)).toEqual(['place', 'seats', 'manifest', 'payment', 'issue']);
    expect(await read(sagaId)).toMatchObject({ status: 'completed', step: null, deadlineAt: null, error: null });
    await assertEnds(pool, [v1]);
    const timeline = await readTimeline(sqlOf(pool), sagaId);
    expect(timeline.map(({ event }) => event.type)).toEqual([
      'Started',
      ...Array.from({ length: 5 }, () => ['CommandSent', 'StepSucceeded']).flat(),
      'Completed',
    ]);
    expect(timeline[1]).toMatchObject({ correlationId: `${sagaId}:place:1`, outcome: 'succeeded' });
    expect(timeline[1]?.answeredAt).toBeInstanceOf(Date);
  });

  it('is compensated in reverse after a refusal, and says why', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaId = await start(orchestrator);
    const sent = await settle(orchestrator, refusing('payment'));
    expect(sent.slice(4)).toEqual(['manifest-removal', 'seats-release']);
    expect(await read(sagaId)).toMatchObject({ status: 'compensated', error: { step: 'payment', code: 'refused' } });
    await assertEnds(pool, [v1]);
  });

  it('undoes a step whose answer is lost, although it happened, and ignores the answer that arrives later', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaId = await start(orchestrator);
    await participate();
    await deliverReplies(orchestrator, inTransaction);
    await participate({ ...reliable, arrivals: () => [60_000] });
    expect(await orchestrator.sweep(inTransaction)).toBe(0);
    await timeOut();
    await settle(orchestrator);
    expect(await read(sagaId)).toMatchObject({ status: 'compensated', error: { step: 'seats', code: 'timed_out' } });
    await pool.query('UPDATE replies SET arrives_at = now()');
    const before = await read(sagaId);
    expect(await deliverReplies(orchestrator, inTransaction)).toBe(1);
    expect(await read(sagaId)).toEqual(before);
    const seats = (await readTimeline(sqlOf(pool), sagaId)).find(
      ({ correlationId }) => correlationId === `${sagaId}:seats:1`,
    );
    expect(seats?.outcome).toBe('succeeded');
    await assertEnds(pool, [v1]);
  });

  it('never carries out a command that its compensation has overtaken', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaId = await start(orchestrator);
    await participate();
    await deliverReplies(orchestrator, inTransaction);
    await timeOut();
    await orchestrator.sweep(inTransaction);
    const [first, second] = await takeCommands(pool);
    const isLate = ({ topic }: { topic: string }) => topic === 'test.seats.requested.v1';
    for (const command of [first, second].sort((a) => (a && isLate(a) ? 1 : -1)))
      if (command) await carryOut(pool, command);
    await settle(orchestrator);
    const { rows } = await pool.query("SELECT carried_out, undone FROM effects WHERE step = 'seats'");
    expect(rows).toEqual([{ carried_out: 0, undone: 0 }]);
    expect(await read(sagaId)).toMatchObject({ status: 'compensated' });
  });

  it('starts once for the same id', async () => {
    const orchestrator = orchestratorOf([v1]);
    const asked = { sagaId: randomUUID(), definition: 'book-journey', data: someBooking() };
    const startOnce = () => inTransaction((sql) => orchestrator.start(sql, asked));
    const started = await Promise.all([startOnce(), startOnce(), startOnce()]);
    expect(started.filter(Boolean)).toHaveLength(1);
    expect(await takeCommands(pool)).toHaveLength(1);
  });

  it('sends nothing when the transaction of its start is rolled back', async () => {
    const orchestrator = orchestratorOf([v1]);
    const failing = inTransaction(async (sql) => {
      await orchestrator.start(sql, { sagaId: randomUUID(), definition: 'book-journey', data: someBooking() });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await takeCommands(pool)).toEqual([]);
    expect(await listSagas(sqlOf(pool), { limit: 10 })).toEqual([]);
  });

  it('keeps the trace of its start, and passes on the trace of each reply', async () => {
    const orchestrator = orchestratorOf([v1]);
    const [sagaId, started, replied] = [
      randomUUID(),
      `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`,
    ];
    await inTransaction((sql) =>
      orchestrator.start(sql, { sagaId, definition: 'book-journey', data: someBooking(), traceparent: started }),
    );
    const reply = { sagaId, correlationId: `${sagaId}:place:1`, outcome: 'succeeded' };
    await inTransaction((sql) =>
      orchestrator.handleReplies(sql, [{ topic: 'test.place.answered.v1', reply, traceparent: replied }]),
    );
    await timeOut();
    await orchestrator.sweep(inTransaction);
    const { rows } = await pool.query('SELECT topic, traceparent FROM outbox ORDER BY written_at_lsn');
    expect(rows).toEqual([
      { topic: 'test.place.requested.v1', traceparent: started },
      { topic: 'test.seats.requested.v1', traceparent: replied },
      { topic: 'test.seats-release.requested.v1', traceparent: started },
    ]);
  });

  it('keeps its history unchanged', async () => {
    await start(orchestratorOf([v1]));
    await expect(pool.query(`UPDATE saga_history SET event = '{}'`)).rejects.toThrow('append-only');
    await expect(pool.query('DELETE FROM saga_history')).rejects.toThrow('append-only');
  });
});

describe('replies', () => {
  const deliver = (orchestrator: Orchestrator, topic: string, reply: unknown) =>
    inTransaction((sql) => orchestrator.handleReplies(sql, [{ topic, reply }]));

  it('are matched by correlation id, not by saga or topic', async () => {
    const orchestrator = orchestratorOf([v1]);
    const [one, other] = [await start(orchestrator), await start(orchestrator)];
    // Claims to answer one saga, but its correlation id belongs to the other.
    const reply = { sagaId: one, correlationId: `${other}:place:1`, outcome: 'succeeded' };
    await deliver(orchestrator, 'test.place.answered.v1', reply);
    expect([(await read(one))?.step, (await read(other))?.step]).toEqual(['place', 'seats']);
  });

  it('to commands that were never sent have no effect', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaId = await start(orchestrator);
    await deliver(orchestrator, 'test.seats.answered.v1', {
      ...{ sagaId, correlationId: `${sagaId}:seats:1`, outcome: 'succeeded' },
    });
    expect(await read(sagaId)).toMatchObject({ step: 'place', status: 'running' });
  });

  it('on another topic, or without their fields, are refused for good', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaId = await start(orchestrator);
    const reply = { sagaId, correlationId: `${sagaId}:place:1`, outcome: 'succeeded' };
    await expect(deliver(orchestrator, 'test.seats.answered.v1', reply)).rejects.toMatchObject({
      ...{ name: 'PermanentError', code: 'wrong_reply_topic' },
    });
    const malformed = { sagaId, outcome: 'succeeded' };
    await expect(deliver(orchestrator, 'test.place.answered.v1', malformed)).rejects.toMatchObject({
      ...{ name: 'PermanentError', code: 'malformed_reply' },
    });
  });

  it('count once when they are doubled in one batch or in two transactions at once', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaId = await start(orchestrator);
    const reply = { sagaId, correlationId: `${sagaId}:place:1`, outcome: 'succeeded' };
    const both = [
      { topic: 'test.place.answered.v1', reply },
      { topic: 'test.place.answered.v1', reply },
    ];
    await Promise.all([1, 2, 3].map(() => inTransaction((sql) => orchestrator.handleReplies(sql, both))));
    expect(await takeCommands(pool)).toHaveLength(2);
  });
});

describe('a crash', () => {
  /** Fails one transaction, counted from 1, after its last statement and before its commit. */
  const failingAt = (at: number) => {
    let count = 0;
    const transactions: typeof inTransaction = (work) =>
      inTransaction(async (sql) => {
        const result = await work(sql);
        count += 1;
        if (count === at) throw new Error('crashed');
        return result;
      });
    return { transactions, hasFailed: () => count >= at };
  };

  /** One saga, whose orchestrator starts again after the crash; the broker delivers again what was not committed. */
  async function runWith(transactions: typeof inTransaction, areTimersDue: boolean): Promise<string | undefined> {
    const sagaId = randomUUID();
    const persist = async <T>(work: (orchestrator: Orchestrator) => Promise<T>): Promise<T> => {
      try {
        return await work(orchestratorOf([v1]));
      } catch (error) {
        if (!(error instanceof Error && error.message === 'crashed')) throw error;
        return work(orchestratorOf([v1]));
      }
    };
    const asked = { sagaId, definition: 'book-journey', data: someBooking() };
    await persist((orchestrator) => transactions((sql) => orchestrator.start(sql, asked)));
    for (let rounds = 0; rounds < 20; rounds += 1) {
      await participate();
      await persist((orchestrator) => deliverReplies(orchestrator, transactions));
      // The crash may have come after the commit, before the offset's: everything is delivered again.
      await pool.query(`UPDATE replies SET is_delivered = false WHERE payload ->> 'sagaId' = $1`, [sagaId]);
      await persist((orchestrator) => deliverReplies(orchestrator, transactions));
      if (areTimersDue) await timeOut();
      await persist((orchestrator) => orchestrator.sweep(transactions));
      const saga = await read(sagaId);
      if (saga?.status === 'completed' || saga?.status === 'compensated') return saga.status;
    }
    return (await read(sagaId))?.status;
  }

  it.each([
    ['completes', false, 'completed'],
    // The first step that has an effect times out before it is answered, and everything after it, too.
    ['is compensated', true, 'compensated'],
  ])('in any transaction leaves a saga that %s', async (_, areTimersDue, status) => {
    let at = 0;
    for (let hasFailed = true; hasFailed; ) {
      at += 1;
      const failing = failingAt(at);
      expect({ at, status: await runWith(failing.transactions, areTimersDue) }).toEqual({ at, status });
      hasFailed = failing.hasFailed();
    }
    expect(at).toBeGreaterThan(5);
    await assertEnds(pool, [v1]);
  });
});

describe('definitions', () => {
  it('whose commands have no schema are refused at the start', () =>
    expect(() => orchestratorOf([v1], { typeOf: undefined as never })).toThrow(
      'test.place.requested.v1 is not a topic of the catalogue',
    ));

  const v2: SagaDefinition<Booking> = defineSaga({
    ...v1,
    version: 2,
    steps: [
      v1.steps[1],
      { ...v1.steps[3], name: 'insurance', isPivot: false },
      ...v1.steps.slice(3),
    ] as SagaDefinition<Booking>['steps'],
  });

  it('of a new version start new sagas and leave running ones alone', async () => {
    const old = orchestratorOf([v1]);
    const running = await start(old);
    await participate();
    await deliverReplies(old, inTransaction);
    const both = orchestratorOf([v1, v2]);
    const started = await start(both);
    await settle(both);
    const stepsOf = async (sagaId: string) => (await read(sagaId))?.steps.map(({ name, state }) => `${name} ${state}`);
    expect(await stepsOf(running)).toEqual(
      ['place', 'seats', 'manifest', 'payment', 'issue'].map((name) => `${name} succeeded`),
    );
    expect(await stepsOf(started)).toEqual(
      ['seats', 'insurance', 'payment', 'issue'].map((name) => `${name} succeeded`),
    );
  });

  it('of an unknown version park their sagas with an alarm that names it, until a program has it', async () => {
    const lines: string[] = [];
    const log = createLogger({ service: 'test', level: 'error', destination: { write: (line) => lines.push(line) } });
    const sagaId = await start(orchestratorOf([v1, v2]));
    const old = orchestratorOf([v1], { log, unknownGraceMs: 0 });
    await participate();
    await expect(deliverReplies(old, inTransaction)).rejects.toThrow('there is no saga book-journey version 2 here');
    await timeOut();
    expect(await old.sweep(inTransaction)).toBe(0);
    await old.sweep(inTransaction);
    expect(await read(sagaId)).toMatchObject({ status: 'stuck', step: 'seats', alarm: { code: 'unknown_definition' } });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ message: 'saga is stuck', sagaId, definition: 'book-journey', definitionVersion: 2 }),
    ]);
    await settle(orchestratorOf([v1, v2]));
    expect(await read(sagaId)).toMatchObject({ status: 'completed', alarm: null });
  });

  it('are waited for during a deployment before the alarm is raised', async () => {
    const sagaId = await start(orchestratorOf([v2]));
    await timeOut();
    await orchestratorOf([v1]).sweep(inTransaction);
    expect(await read(sagaId)).toMatchObject({ status: 'running' });
  });

  it('that throw hold up only their own sagas, which go on once the definition is corrected', async () => {
    const release = v1.steps[1]?.compensation;
    const broken = (isBroken: boolean): SagaDefinition<Booking> => ({
      ...v1,
      steps: v1.steps.map((step) =>
        step.name === 'seats' && release
          ? {
              ...step,
              compensation: {
                ...release,
                commandOf: (booking) => {
                  if (isBroken && booking.buyerId === 'unlucky') throw new TypeError('a bug');
                  if (isBroken && booking.buyerId === 'not JSON') return { count: 1n };
                  return release.commandOf(booking);
                },
              },
            }
          : step,
      ),
    });
    const orchestrator = orchestratorOf([broken(true)]);
    const startFor = (buyerId: string) => start(orchestrator, { ...someBooking(), buyerId });
    const unlucky = [await startFor('unlucky'), await startFor('not JSON')];
    const other = await start(orchestrator);
    await participate();
    await deliverReplies(orchestrator, inTransaction);
    await participate(silent);
    await timeOut();
    await settle(orchestrator);
    const parked = { status: 'stuck', step: 'seats', alarm: { code: 'definition_failed' } };
    expect(await Promise.all(unlucky.map(read))).toMatchObject([parked, parked]);
    expect(await read(other)).toMatchObject({ status: 'compensated' });
    const corrected = orchestratorOf([broken(false)]);
    for (const sagaId of unlucky) await inTransaction((sql) => corrected.retry(sql, { sagaId, by: 'operator' }));
    await settle(corrected);
    expect(await Promise.all(unlucky.map(read))).toMatchObject([{ status: 'compensated' }, { status: 'compensated' }]);
  });
});

describe('several orchestrators', () => {
  it('fire each timer once', async () => {
    const orchestrator = orchestratorOf([v1]);
    await Promise.all(Array.from({ length: 150 }, () => start(orchestrator)));
    await timeOut();
    const moved = await Promise.all([1, 2, 3].map(() => orchestratorOf([v1]).sweep(inTransaction)));
    const events = await pool.query(`SELECT FROM saga_history WHERE event ->> 'type' = 'RetryScheduled'`);
    expect({ moved: moved.reduce((sum, each) => sum + each), events: events.rowCount }).toMatchObject({ events: 150 });
  });
});

describe('the console', () => {
  it('finds sagas by state, definition, id and search key, a page at a time', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaIds: string[] = [];
    for (const buyerId of ['ann', 'ben', 'ann']) sagaIds.push(await start(orchestrator, { ...someBooking(), buyerId }));
    await settle(orchestrator);
    const running = await start(orchestrator);
    const idsOf = async (query: Partial<Parameters<typeof listSagas>[1]>) =>
      (await listSagas(sqlOf(pool), { limit: 10, ...query })).map(({ id }) => sagaIds.indexOf(id));
    expect(await idsOf({ status: 'completed', definition: 'book-journey' })).toHaveLength(3);
    expect(await idsOf({ status: 'running' })).toEqual([-1]);
    expect(await idsOf({ definition: 'another' })).toEqual([]);
    expect((await idsOf({ search: 'ann' })).sort()).toEqual([0, 2]);
    expect(await idsOf({ search: `order-of-${sagaIds[1]}` })).toEqual([1]);
    expect(await idsOf({ search: running })).toEqual([-1]);
    const [first, second] = await listSagas(sqlOf(pool), { limit: 2 });
    const rest = await listSagas(sqlOf(pool), { limit: 10, after: second });
    expect(new Set([first, second, ...rest].map((saga) => saga?.id)).size).toBe(4);
  });

  it('cancels, and records who did', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaId = await start(orchestrator);
    await participate();
    await deliverReplies(orchestrator, inTransaction);
    const cancel = () => inTransaction((sql) => orchestrator.cancel(sql, { sagaId, by: 'operator' }));
    await Promise.all([cancel(), cancel()]);
    await settle(orchestrator);
    expect(await read(sagaId)).toMatchObject({ status: 'compensated', error: { step: 'seats', code: 'cancelled' } });
    const audited = (await readTimeline(sqlOf(pool), sagaId)).filter(({ event }) => event.type === 'CancelRequested');
    expect(audited.map(({ event }) => event)).toEqual([{ type: 'CancelRequested', by: 'operator' }]);
    await assertEnds(pool, [v1]);
  });

  it('is told when there is nothing to cancel or retry', async () => {
    const orchestrator = orchestratorOf([v1]);
    const sagaId = await start(orchestrator);
    await settle(orchestrator);
    const asked = { sagaId, by: 'operator' };
    await expect(inTransaction((sql) => orchestrator.cancel(sql, asked))).rejects.toMatchObject({ code: 'past_pivot' });
    await expect(inTransaction((sql) => orchestrator.retry(sql, asked))).rejects.toMatchObject({
      code: 'saga_is_over',
    });
    const unknown = { sagaId: randomUUID(), by: 'operator' };
    await expect(inTransaction((sql) => orchestrator.retry(sql, unknown))).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('metrics', () => {
  it('count unfinished sagas by state, ended ones, and attempts to undo; an alarm is logged once', async () => {
    const lines: string[] = [];
    const log = createLogger({ service: 'test', level: 'error', destination: { write: (line) => lines.push(line) } });
    const registry = createMetrics('test');
    const orchestrator = orchestratorOf([v1], { log, metrics: createSagaMetrics(registry, sqlOf(pool)) });
    await start(orchestrator);
    await settle(orchestrator);
    await start(orchestrator);
    await settle(orchestrator, refusing('place'));
    await start(orchestrator);
    await participate();
    await deliverReplies(orchestrator, inTransaction);
    for (let timers = 0; timers < 8; timers += 1) {
      await timeOut();
      await orchestrator.sweep(inTransaction);
    }
    await start(orchestrator);
    const text = await registry.metrics();
    expect(text).toContain('sagas_unfinished{definition="book-journey",status="running",service="test"} 1');
    expect(text).toContain('sagas_unfinished{definition="book-journey",status="stuck",service="test"} 1');
    expect(text).toContain('sagas_ended_total{definition="book-journey",status="completed",service="test"} 1');
    expect(text).toContain('sagas_ended_total{definition="book-journey",status="compensated",service="test"} 1');
    expect(text).toMatch(/saga_compensation_retries_total\{definition="book-journey",step="seats",service="test"\} 3/);
    expect(text).toMatch(
      /sagas_oldest_unfinished_age_seconds\{definition="book-journey",status="stuck",service="test"\} 0?\.?\d/,
    );
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ message: 'saga is stuck', step: 'seats', code: 'timed_out' }),
    ]);
  });
});
