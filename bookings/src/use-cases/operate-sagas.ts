import { notFound, ruleViolated } from '@ticketing/common/errors';
import { type Page, readPage } from '@ticketing/common/http';
import { inTransaction, sqlOf } from '@ticketing/common/postgres';
import {
  actionsOf,
  type Definitions,
  findSaga,
  listSagas,
  type Orchestrator,
  readTimeline,
  type SagaActions,
  type SagaDefinition,
  type SagaDetails,
  type SagaQuery,
  type SagaSummary,
  type TimelineEntry,
  UnknownDefinitionError,
} from '@ticketing/common/saga';
import { currentTraceparent } from '@ticketing/common/telemetry';
import type { Database } from '../store/database.ts';

export interface OperateDeps {
  database: Database;
  orchestrator: Pick<Orchestrator, 'retry' | 'cancel'>;
  definitions: Pick<Definitions, 'of'>;
}

/** Reads a page of sagas, newest first. */
export const readSagas =
  ({ database }: Pick<OperateDeps, 'database'>) =>
  (query: SagaQuery): Promise<Page<SagaSummary>> =>
    readPage(query.limit, (limit) => listSagas(sqlOf(database), { ...query, limit }));

export interface SagaView {
  saga: SagaDetails;
  timeline: TimelineEntry[];
  /** Null for a version that this program does not have. */
  definition: SagaDefinition | null;
  actions: SagaActions;
}

/** Reads a saga with its history and definition. @throws DomainError not_found */
export const readSaga =
  ({ database, definitions }: Pick<OperateDeps, 'database' | 'definitions'>) =>
  async ({ sagaId }: { sagaId: string }): Promise<SagaView> => {
    const saga = await findSaga(sqlOf(database), sagaId);
    if (!saga) throw notFound('Saga not found');
    const definition = unlessUnknown(() => definitions.of(saga));
    const timeline = await readTimeline(sqlOf(database), sagaId);
    return { saga, timeline, definition, actions: actionsOf(definition, saga) };
  };

function unlessUnknown<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownDefinitionError) return null;
    throw error;
  }
}

interface OperatorRequest {
  sagaId: string;
  operatorId: string;
}

const asked =
  (action: 'retry' | 'cancel') =>
  ({ database, orchestrator }: Pick<OperateDeps, 'database' | 'orchestrator'>) =>
  ({ sagaId, operatorId: by }: OperatorRequest): Promise<void> =>
    inTransaction(database, async (tx) => {
      const request = { sagaId, by, traceparent: currentTraceparent() };
      await orchestrator[action](sqlOf(tx), request).catch(refuseUnknownDefinition);
    });

/** Makes the next attempt of a saga due now. @throws DomainError not_found, saga_is_over, unknown_definition */
export const retrySaga = asked('retry');

/** Undoes a saga. Idempotent. @throws DomainError not_found, past_pivot, unknown_definition */
export const compensateSaga = asked('cancel');

function refuseUnknownDefinition(error: unknown): never {
  if (error instanceof UnknownDefinitionError)
    throw ruleViolated('unknown_definition', 'This program does not have the version of this saga');
  throw error;
}
