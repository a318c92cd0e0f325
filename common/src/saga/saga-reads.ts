import type { Outcome } from './definition.ts';
import type { Saga, SagaEvent, SagaProblem, SagaStatus, StepProgress } from './saga.ts';
import type { Sql } from './saga-store.ts';

/** A saga as lists show it. */
export interface SagaSummary {
  id: string;
  definition: string;
  definitionVersion: number;
  status: SagaStatus;
  step: string | null;
  error: SagaProblem | null;
  alarm: SagaProblem | null;
  createdAt: Date;
  updatedAt: Date;
  deadlineAt: Date | null;
}

const summaryColumns = `
  id::text, definition, definition_version AS "definitionVersion", status, step, error, alarm,
  created_at AS "createdAt", updated_at AS "updatedAt", deadline_at AS "deadlineAt"`;

const detailColumns = `${summaryColumns}, direction, waits_for AS "waitsFor", data, steps, version`;

export interface SagaQuery {
  status?: SagaStatus | undefined;
  definition?: string | undefined;
  /** The id of a saga, or one of its search keys. */
  search?: string | undefined;
  limit: number;
  /** The last saga of the page before. */
  after?: { createdAt: Date; id: string } | undefined;
}

/** Returns sagas, newest first. */
export const listSagas = (sql: Sql, { status, definition, search, limit, after }: SagaQuery): Promise<SagaSummary[]> =>
  sql(
    `SELECT ${summaryColumns} FROM sagas
     WHERE ($1::text IS NULL OR status = $1::text) AND ($2::text IS NULL OR definition = $2::text)
       AND ($3::text IS NULL OR id::text = $3::text OR search_keys @> ARRAY[$3::text])
       AND ($4::text IS NULL OR (created_at, id) < ($4::timestamptz, $5::uuid))
     ORDER BY created_at DESC, id DESC LIMIT $6::int`,
    [
      ...[status ?? null, definition ?? null, search ?? null],
      ...[after?.createdAt.toISOString() ?? null, after?.id ?? null, limit],
    ],
  );

/** Returns a saga with its data and steps; null when there is none. */
export async function findSaga(sql: Sql, id: string): Promise<SagaDetails | null> {
  return (await findSagas(sql, [id])).get(id) ?? null;
}

export interface SagaDetails extends SagaSummary, Pick<Saga, 'direction' | 'waitsFor'> {
  data: unknown;
  steps: StepProgress[];
  /** Number of its events. */
  version: number;
}

/** Returns the existing ones of these sagas, by id. */
export async function findSagas(sql: Sql, ids: readonly string[]): Promise<Map<string, SagaDetails>> {
  const rows = await sql<SagaDetails>(`SELECT ${detailColumns} FROM sagas WHERE id = ANY($1::uuid[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** One event of a saga's history. For a command, also when it was answered first, even if that was too late. */
export interface TimelineEntry {
  position: number;
  event: SagaEvent;
  at: Date;
  correlationId: string | null;
  traceparent: string | null;
  answeredAt: Date | null;
  outcome: Outcome | null;
}

/** Returns the history of a saga in order. */
export const readTimeline = (sql: Sql, id: string): Promise<TimelineEntry[]> =>
  sql(
    `SELECT position, event, at, correlation_id AS "correlationId", traceparent, answered_at AS "answeredAt", outcome
     FROM saga_history LEFT JOIN saga_correlations USING (correlation_id)
     WHERE saga_history.saga_id = $1::uuid ORDER BY position`,
    [id],
  );

export interface UnfinishedCount {
  definition: string;
  status: SagaStatus;
  count: number;
  oldestAgeSeconds: number;
}

/** Counts unfinished sagas. */
export const countUnfinished = (sql: Sql): Promise<UnfinishedCount[]> =>
  sql(
    `SELECT definition, status, count(*)::int AS count,
       extract(epoch FROM clock_timestamp() - min(created_at))::float8 AS "oldestAgeSeconds"
     FROM sagas WHERE status IN ('running', 'compensating', 'stuck') GROUP BY definition, status`,
    [],
  );
