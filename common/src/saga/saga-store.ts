import { randomUUID } from 'node:crypto';
import type { SagaDefinition } from './definition.ts';
import type { Phase, Saga, SagaProblem, SagaStatus, StepProgress } from './saga.ts';
import type { Transition } from './transition.ts';

/**
 * Runs one statement with the parameters $1, $2 …, in the caller's transaction where there is one. With Prisma:
 * `(text, values) => tx.$queryRawUnsafe(text, ...values)`; with pg: `async (text, values) => (await client.query(text,
 * values)).rows`.
 */
export type Sql = <Row>(text: string, values: unknown[]) => Promise<Row[]>;

interface SagaRow {
  id: string;
  definition: string;
  definitionVersion: number;
  status: string;
  direction: string;
  step: string | null;
  waitsFor: string | null;
  steps: StepProgress[];
  data: unknown;
  error: SagaProblem | null;
  alarm: SagaProblem | null;
  version: number;
  traceparent: string | null;
}

const columns = `
  sagas.id::text, definition, definition_version AS "definitionVersion", status, direction, sagas.step,
  waits_for AS "waitsFor", steps, data, error, alarm, version, sagas.traceparent`;

/** A saga whose row is locked until the transaction ends. */
export interface LockedSaga {
  saga: Saga;
  /** Trace of the request that started it. */
  traceparent: string | undefined;
}

const toLocked = ({ error, traceparent, status, direction, waitsFor, ...row }: SagaRow): LockedSaga => ({
  saga: {
    ...{ id: row.id, definition: row.definition, definitionVersion: row.definitionVersion, version: row.version },
    ...{ step: row.step, steps: row.steps, data: row.data, alarm: row.alarm, failure: error },
    status: status as SagaStatus,
    direction: direction as Saga['direction'],
    waitsFor: waitsFor as Saga['waitsFor'],
  },
  traceparent: traceparent ?? undefined,
});

/** Inserts a saga without events. @returns false when a saga with this id exists */
export async function insertSaga(sql: Sql, saga: Saga, traceparent: string | undefined): Promise<boolean> {
  const rows = await sql<{ id: string }>(
    `INSERT INTO sagas (id, definition, definition_version, status, direction, steps, data, version, search_keys, traceparent)
     SELECT $1::uuid, $2::text, $3::int, $4::text, $5::text, $6::jsonb, $7::jsonb, $8::int, '{}', $9::text
     ON CONFLICT (id) DO NOTHING RETURNING id::text`,
    [
      ...[saga.id, saga.definition, saga.definitionVersion, saga.status, saga.direction, JSON.stringify(saga.steps)],
      ...[JSON.stringify(saga.data), saga.version, traceparent ?? null],
    ],
  );
  return rows.length > 0;
}

/** The rows of a JSON parameter as a table for joins, which tells PostgreSQL how many there are; it would assume 100. */
const tableOf = (parameter: string, columns: string) =>
  `(SELECT * FROM jsonb_to_recordset(${parameter}::jsonb) AS given (${columns}) LIMIT jsonb_array_length(${parameter}::jsonb))`;

/** Locks sagas in the order of their ids, so that two callers never deadlock. */
export async function lockSagas(sql: Sql, ids: readonly string[]): Promise<Map<string, LockedSaga>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<SagaRow>(
    `SELECT ${columns} FROM sagas
     WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, toLocked(row)]));
}

/** Which versions of which definitions a program has. */
export type KnownVersions = readonly Pick<SagaDefinition, 'name' | 'version'>[];

const isKnown = `EXISTS (SELECT FROM jsonb_to_recordset($1::jsonb) AS known (name text, version int)
  WHERE known.name = sagas.definition AND known.version = sagas.definition_version)`;

/** Locks sagas whose timer is due by the database's clock, oldest first; skips those that others have locked. */
export async function lockDueSagas(sql: Sql, known: KnownVersions, limit: number): Promise<LockedSaga[]> {
  const rows = await sql<SagaRow>(
    `SELECT ${columns} FROM sagas WHERE deadline_at <= now() AND ${isKnown}
     ORDER BY deadline_at LIMIT $2::int FOR UPDATE SKIP LOCKED`,
    [JSON.stringify(namesOf(known)), limit],
  );
  return rows.map(toLocked);
}

/** Locks sagas that nobody has looked at since their timer was due, because their version is not known here. */
export async function lockForgottenSagas(
  sql: Sql,
  known: KnownVersions,
  { graceMs, limit }: { graceMs: number; limit: number },
): Promise<LockedSaga[]> {
  const rows = await sql<SagaRow>(
    `SELECT ${columns} FROM sagas
     WHERE deadline_at <= now() - $2::int * interval '1 millisecond' AND status <> 'stuck' AND NOT ${isKnown}
     ORDER BY deadline_at LIMIT $3::int FOR UPDATE SKIP LOCKED`,
    [JSON.stringify(namesOf(known)), graceMs, limit],
  );
  return rows.map(toLocked);
}

const namesOf = (known: KnownVersions) => known.map(({ name, version }) => ({ name, version }));

/** What a reply answers. */
export interface ListenedFor {
  correlationId: string;
  sagaId: string;
  step: string;
  phase: Phase;
  attempt: number;
  replyTopics: string[];
}

/** Finds what replies answer. Unknown correlation ids are left out: nobody here has asked. */
export async function findListenedFor(sql: Sql, correlationIds: readonly string[]): Promise<Map<string, ListenedFor>> {
  const rows = await sql<ListenedFor>(
    `SELECT correlation_id AS "correlationId", saga_id::text AS "sagaId", step, phase, attempt, reply_topics AS "replyTopics"
     FROM saga_correlations WHERE correlation_id = ANY($1::text[])`,
    [correlationIds],
  );
  return new Map(rows.map((row) => [row.correlationId, row]));
}

/** Records when the first reply to each command arrived. Requires the locks of their sagas. */
export async function recordAnswers(
  sql: Sql,
  answers: readonly { correlationId: string; outcome: string }[],
): Promise<void> {
  await sql(
    `UPDATE saga_correlations SET answered_at = clock_timestamp(), outcome = answer.outcome
     FROM ${tableOf('$1', '"correlationId" text, outcome text')} AS answer
     WHERE correlation_id = answer."correlationId" AND answered_at IS NULL`,
    [JSON.stringify(answers)],
  );
}

/** A decided transition of one saga. */
export interface SagaChange extends Transition {
  fromVersion: number;
  /** Search keys after it; null keeps them. */
  keys: readonly string[] | null;
  /** Trace of its cause. */
  traceparent: string | undefined;
}

export interface CommandRouting {
  /** Returns the header `eventType` of a command: the name of its schema. */
  typeOf: (topic: string) => string;
}

/**
 * Writes sagas, their history, what they listen for, and their commands, in one statement and so in one transaction.
 * Requires the sagas' locks; each saga once.
 */
export async function saveChanges(sql: Sql, changes: readonly SagaChange[], routing: CommandRouting): Promise<void> {
  const effective = changes.filter(({ events }) => events.length > 0);
  if (effective.length === 0) return;
  const [row] = await sql<{ saved: number }>(saveStatement, [
    JSON.stringify(effective.map(sagaPart)),
    JSON.stringify(effective.flatMap(historyPart)),
    JSON.stringify(effective.flatMap(correlationPart)),
    JSON.stringify(effective.flatMap((change) => outboxPart(change, routing))),
  ]);
  // The row is locked, so only a caller without the lock gets here.
  if (row?.saved !== effective.length) throw new Error('a saga was changed by another transaction meanwhile');
}

const changedColumns = `id uuid, "fromVersion" int, version int, status text, direction text, step text, "waitsFor" text,
  steps jsonb, data jsonb, error jsonb, alarm jsonb, "keepsDeadline" boolean, "afterMs" float8, keys jsonb`;

const saveStatement = `
  WITH saved AS (
    UPDATE sagas SET
      status = next.status, direction = next.direction, step = next.step, waits_for = next."waitsFor", steps = next.steps,
      data = next.data, error = nullif(next.error, 'null'), alarm = nullif(next.alarm, 'null'), version = next.version,
      deadline_at = CASE WHEN next."keepsDeadline" THEN deadline_at
        ELSE clock_timestamp() + next."afterMs" * interval '1 millisecond' END,
      search_keys = CASE WHEN next.keys IS NULL OR next.keys = 'null' THEN search_keys
        ELSE ARRAY(SELECT jsonb_array_elements_text(next.keys)) END,
      updated_at = clock_timestamp()
    FROM ${tableOf('$1', changedColumns)} AS next
    WHERE sagas.id = next.id AND sagas.version = next."fromVersion"
    RETURNING 1
  ), recorded AS (
    INSERT INTO saga_history (saga_id, position, event, correlation_id, traceparent)
    SELECT "sagaId", position, event, "correlationId", traceparent
    FROM jsonb_to_recordset($2::jsonb)
      AS row ("sagaId" uuid, position int, event jsonb, "correlationId" text, traceparent text)
  ), listening AS (
    INSERT INTO saga_correlations (correlation_id, saga_id, step, phase, attempt, reply_topics)
    SELECT "correlationId", "sagaId", step, phase, attempt, ARRAY(SELECT jsonb_array_elements_text("replyTopics"))
    FROM jsonb_to_recordset($3::jsonb)
      AS row ("correlationId" text, "sagaId" uuid, step text, phase text, attempt int, "replyTopics" jsonb)
  ), sent AS (
    INSERT INTO outbox (id, topic, key, type, payload, traceparent)
    SELECT id, topic, key, type, payload, traceparent
    FROM jsonb_to_recordset($4::jsonb)
      AS row (id uuid, topic text, key text, type text, payload jsonb, traceparent text)
  )
  SELECT count(*)::int AS saved FROM saved`;

const sagaPart = ({ saga, fromVersion, timer, keys }: SagaChange) => ({
  ...{ id: saga.id, fromVersion, version: saga.version, status: saga.status, direction: saga.direction },
  ...{ step: saga.step, waitsFor: saga.waitsFor, steps: saga.steps, data: saga.data },
  ...{ error: saga.failure, alarm: saga.alarm, keys },
  keepsDeadline: timer === 'unchanged',
  afterMs: typeof timer === 'object' ? timer.afterMs : null,
});

const historyPart = ({ saga, fromVersion, events, traceparent }: SagaChange) =>
  events.map((event, at) => ({
    sagaId: saga.id,
    position: fromVersion + at + 1,
    event,
    correlationId: 'correlationId' in event ? event.correlationId : null,
    traceparent: traceparent ?? null,
  }));

const correlationPart = ({ saga, events }: SagaChange) =>
  events.flatMap((event) =>
    event.type === 'CommandSent' || event.type === 'CompensationSent'
      ? [
          {
            ...{ correlationId: event.correlationId, sagaId: saga.id, step: event.step, attempt: event.attempt },
            phase: event.type === 'CommandSent' ? 'step' : 'compensation',
            replyTopics: event.replyTopics,
          },
        ]
      : [],
  );

const outboxPart = ({ saga, commands, traceparent }: SagaChange, { typeOf }: CommandRouting) =>
  commands.map(({ topic, payload }) => ({
    id: randomUUID(),
    topic,
    key: saga.id,
    type: typeOf(topic),
    payload,
    traceparent: traceparent ?? null,
  }));
