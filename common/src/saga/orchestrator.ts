import { notFound } from '../errors/index.ts';
import { applyInput, type OrchestratorOptions, saveDecided, schemaNameOf } from './changes.ts';
import { handleReplies } from './handle-replies.ts';
import { newSaga, type Saga, type SagaInput } from './saga.ts';
import { insertSaga, type LockedSaga, lockSagas, type Sql } from './saga-store.ts';
import { sweep } from './sweep.ts';

export interface NewSaga {
  /** A UUID; the same request has the same one, so that its repeat starts nothing. */
  sagaId: string;
  definition: string;
  /** JSON. Ids, not names or addresses: the history keeps it. */
  data: unknown;
  traceparent?: string | undefined;
}

export interface SagaRequest {
  sagaId: string;
  /** Id of the person who asks; kept in the history. */
  by: string;
  traceparent?: string | undefined;
}

export type Orchestrator = ReturnType<typeof createOrchestrator>;

/**
 * Creates the orchestrator: it locks sagas, decides, and writes state, history, expected replies and commands. It keeps
 * nothing in memory, so any number of processes may run it. Every function but `sweep` requires the caller's transaction.
 * @throws Error when a command has no schema
 */
export function createOrchestrator(options: OrchestratorOptions) {
  assertSchemas(options);
  const apply = async (sql: Sql, locked: LockedSaga, input: SagaInput, traceparent?: string): Promise<Saga> => {
    const next = applyInput(options, locked.saga, input);
    await saveDecided(sql, options, [{ locked, next, traceparent }]);
    return next.saga;
  };
  const request = async (sql: Sql, { sagaId, traceparent }: SagaRequest, input: SagaInput): Promise<Saga> => {
    const locked = (await lockSagas(sql, [sagaId])).get(sagaId);
    if (!locked) throw notFound('Saga not found');
    return apply(sql, locked, input, traceparent);
  };
  return {
    /**
     * Starts a saga under the latest version of its definition. Idempotent by its id.
     * @returns the saga after its first command; null when it exists already
     */
    async start(sql: Sql, { sagaId, definition: name, data, traceparent }: NewSaga): Promise<Saga | null> {
      const definition = options.definitions.latest(name);
      const saga = newSaga(definition, sagaId, data);
      if (!(await insertSaga(sql, saga, traceparent))) return null;
      return apply(sql, { saga, traceparent }, { type: 'Started' }, traceparent);
    },
    handleReplies: handleReplies(options),
    /**
     * Undoes a saga. Idempotent.
     * @throws DomainError not_found; past_pivot when it can only go forward
     */
    cancel: (sql: Sql, asked: SagaRequest) => request(sql, asked, { type: 'CancelRequested', by: asked.by }),
    /**
     * Makes the next attempt due now. Without effect while an attempt is under way.
     * @throws DomainError not_found, saga_is_over
     */
    retry: (sql: Sql, asked: SagaRequest) => request(sql, asked, { type: 'RetryRequested', by: asked.by }),
    sweep: sweep(options),
  };
}

/** Fails at the start of the program, not at the first command. */
function assertSchemas({ definitions, typeOf = schemaNameOf }: OrchestratorOptions): void {
  for (const { steps } of definitions.all)
    for (const { commandTopic, compensation } of steps)
      for (const topic of [commandTopic, ...(compensation ? [compensation.commandTopic] : [])]) typeOf(topic);
}
