import { applyInput, type OrchestratorOptions, saveDecided } from './changes.ts';
import { UnknownDefinitionError } from './definitions.ts';
import type { Saga } from './saga.ts';
import { lockDueSagas, lockForgottenSagas, type Sql } from './saga-store.ts';
import { dueInputOf, park, type Transition } from './transition.ts';

/** Runs work in one transaction. */
export type InTransaction = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

const batchSize = 100;
/** A definition that throws is a bug; its saga waits for a corrected program. Milliseconds. */
const parkedRetryMs = 60_000;
/** During a deployment, programs that know the new version take a moment to start. Milliseconds. */
const defaultUnknownGraceMs = 60_000;

/**
 * Fires due timers by the database's clock, in batches of one transaction each. Safe for any number of processes at once:
 * each skips the sagas that others have locked.
 * @returns the number of sagas that went on
 */
export const sweep =
  (options: OrchestratorOptions) =>
  async (inTransaction: InTransaction): Promise<number> => {
    let moved = 0;
    for (;;) {
      const found = await inTransaction((sql) => fireDue(sql, options));
      moved += found;
      if (found < batchSize) break;
    }
    await inTransaction((sql) => parkForgotten(sql, options));
    return moved;
  };

async function fireDue(sql: Sql, options: OrchestratorOptions): Promise<number> {
  const due = await lockDueSagas(sql, options.definitions.all, batchSize);
  await saveDecided(
    sql,
    options,
    due.map((locked) => ({ locked, next: onDue(options, locked.saga) })),
  );
  return due.length;
}

/** Always moves the timer. A saga whose definition throws does not hold up the others of its batch. */
function onDue(options: OrchestratorOptions, saga: Saga): Transition {
  try {
    const input = dueInputOf(saga);
    const next = input && applyInput(options, saga, input);
    // A command that is no JSON would fail the statement of the whole batch.
    if (next && next.timer !== 'unchanged' && JSON.stringify(next.commands)) return next;
    throw new Error('a timer is due that belongs to nothing');
  } catch (err) {
    const code = err instanceof UnknownDefinitionError ? 'unknown_definition' : 'definition_failed';
    const { id: sagaId, definition, definitionVersion, step } = saga;
    options.log.error({ err, sagaId, definition, definitionVersion, step }, 'nothing can be decided; saga is parked');
    return park(saga, code, parkedRetryMs);
  }
}

/** Raises the alarm for sagas that nobody knows. Their timers stay due for a program that does. */
async function parkForgotten(sql: Sql, options: OrchestratorOptions): Promise<void> {
  const { definitions, unknownGraceMs: graceMs = defaultUnknownGraceMs } = options;
  const forgotten = await lockForgottenSagas(sql, definitions.all, { graceMs, limit: batchSize });
  await saveDecided(
    sql,
    options,
    forgotten.map((locked) => ({ locked, next: park(locked.saga, 'unknown_definition', null) })),
  );
}
