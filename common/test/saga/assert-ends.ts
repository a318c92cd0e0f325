import { expect } from '@jest/globals';
import type { SagaDefinition } from '@ticketing/common/saga';
import type pg from 'pg';
import { evolve, newSaga, type Saga, type SagaEvent } from '../../src/saga/saga.ts';
import { lockSagas } from '../../src/saga/saga-store.ts';
import { sqlOf } from './saga-database.ts';

interface History {
  sagaId: string;
  events: SagaEvent[];
}

/**
 * Asserts what must hold once everything is quiet: every saga has ended, effects agree with its end, nothing was undone
 * twice, every command in the history is in the outbox once and the other way round, and the history yields the state.
 * @param startedData data of the sagas at their start
 */
export async function assertEnds(
  pool: pg.Pool,
  definitions: readonly SagaDefinition[],
  startedData: unknown,
): Promise<Map<string, Saga>> {
  const { rows: ids } = await pool.query<{ id: string }>('SELECT id FROM sagas');
  const sagas = await lockSagas(
    sqlOf(pool),
    ids.map(({ id }) => id),
  );
  const { rows: histories } = await pool.query<History>(
    `SELECT saga_id AS "sagaId", jsonb_agg(event ORDER BY position) AS events FROM saga_history GROUP BY saga_id`,
  );
  const { rows: effects } = await pool.query<{ sagaId: string; step: string; carriedOut: number; undone: number }>(
    'SELECT saga_id AS "sagaId", step, carried_out AS "carriedOut", undone FROM effects',
  );
  for (const { sagaId, events } of histories) {
    const saga = sagas.get(sagaId)?.saga as Saga;
    const definition = definitions.find(({ version }) => version === saga.definitionVersion) as SagaDefinition;
    expect(['completed', 'compensated']).toContain(saga.status);
    expect(events.reduce(evolve, newSaga(definition, sagaId, startedData))).toEqual(saga);
    const undone = events.flatMap((event) => (event.type === 'StepCompensated' ? [event.step] : []));
    expect(new Set(undone).size).toBe(undone.length);
    for (const { name, compensation } of definition.steps) {
      const effect = effects.find((each) => each.sagaId === sagaId && each.step === name);
      const { carriedOut = 0, undone: times = 0 } = effect ?? {};
      const isRight =
        saga.status === 'completed' ? carriedOut === 1 && times === 0 : !compensation || times === carriedOut;
      expect({ sagaId, name, status: saga.status, carriedOut, times, isRight }).toMatchObject({ isRight: true });
    }
  }
  const { rows: unequal } = await pool.query(
    `SELECT correlation_id, payload FROM saga_history FULL JOIN outbox ON payload ->> 'correlationId' = correlation_id
     WHERE (saga_history.saga_id IS NULL OR outbox.id IS NULL) AND (saga_history.saga_id IS NULL OR correlation_id IS NOT NULL)`,
  );
  expect(unequal).toEqual([]);
  return new Map([...sagas].map(([id, { saga }]) => [id, saga]));
}
