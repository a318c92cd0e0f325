import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { defineSaga, findSaga, readTimeline, type SagaReply } from '@ticketing/common/saga';
import { startTestPostgres, type TestPostgres } from '@ticketing/testing/postgres';
import pg from 'pg';
import { orchestratorOf, prepareSagas, sqlOf, transactionsOf } from './saga-database.ts';

let postgres: TestPostgres;
let pool: pg.Pool;
beforeAll(async () => {
  postgres = await startTestPostgres();
  pool = new pg.Pool({ connectionString: postgres.url }).on('error', () => undefined); // the server stops first
  await prepareSagas(pool);
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

interface Counted extends SagaReply {
  left: { chairs: number };
}
interface Event {
  left: { chairs: number } | null;
}
const learn = (event: Event, { left }: Counted): Event => ({ ...event, left });
const replyTopic = 'test.chairs.answered.v1';
const definition = defineSaga<Event>({
  name: 'clear-hall',
  version: 1,
  isForwardOnly: true,
  alarmAfterAttempts: 2,
  steps: [
    {
      name: 'chairs',
      ...{ commandTopic: 'test.chairs.requested.v1', replyTopics: [replyTopic], timeoutMs: 60_000 },
      commandOf: ({ left }) => ({ left }),
      retry: { attempts: 'unlimited', pause: { baseMs: 60_000, capMs: 60_000 } },
      apply: learn,
      progress: learn,
    },
  ],
});

it('a question in the database is asked again after its pause, with what was answered, until the answer is yes', async () => {
  const orchestrator = orchestratorOf([definition]);
  const inTransaction = transactionsOf(pool);
  const sagaId = randomUUID();
  const started = { sagaId, definition: 'clear-hall', data: { left: null } };
  await inTransaction((sql) => orchestrator.start(sql, started));
  const answer = (attempt: number, outcome: SagaReply['outcome'], chairs: number) => {
    const reply: Counted = { sagaId, correlationId: `${sagaId}:chairs:${attempt}`, outcome, left: { chairs } };
    return inTransaction((sql) => orchestrator.handleReplies(sql, [{ topic: replyTopic, reply }]));
  };
  const askAgain = async () => {
    // Its pause is not over.
    expect(await orchestrator.sweep(inTransaction)).toBe(0);
    await pool.query('UPDATE sagas SET deadline_at = clock_timestamp()');
    expect(await orchestrator.sweep(inTransaction)).toBe(1);
  };
  const read = () => findSaga(sqlOf(pool), sagaId);

  await answer(1, 'pending', 7);
  expect(await read()).toMatchObject({ status: 'running', waitsFor: 'retry', data: { left: { chairs: 7 } } });
  for (const attempt of [2, 3]) {
    await askAgain();
    await answer(attempt, 'pending', 7);
  }
  expect(await read()).toMatchObject({ status: 'stuck', alarm: { step: 'chairs', code: 'no_progress' } });
  await askAgain();
  await answer(4, 'succeeded', 0);
  expect(await read()).toMatchObject({ status: 'completed', alarm: null, data: { left: { chairs: 0 } } });

  const { rows } = await pool.query<{ left: unknown }>(
    "SELECT payload->'left' AS left FROM outbox ORDER BY written_at_lsn",
  );
  expect(rows.map(({ left }) => left)).toEqual([null, { chairs: 7 }, { chairs: 7 }, { chairs: 7 }]);
  const timeline = await readTimeline(sqlOf(pool), sagaId);
  expect(timeline.map(({ outcome }) => outcome).filter(Boolean)).toEqual([
    'pending',
    'pending',
    'pending',
    'succeeded',
  ]);
});
