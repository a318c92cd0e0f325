import { notFound, notOwner } from '@ticketing/common/errors';
import { sqlOf } from '@ticketing/common/postgres';
import { findSaga, type Orchestrator, type SagaStatus } from '@ticketing/common/saga';
import { type CancelledEvent, cancelEventIdOf, cancelEventName } from '../domain/cancel-event.ts';
import type { Database, Tx } from '../store/database.ts';

export interface CancelledPerformance {
  performanceId: string;
  cancelledBy: string;
  traceparent: string | undefined;
}

/** Starts a saga for each cancelled performance. Requires the caller's transaction. Idempotent. */
export const watchCancellations =
  ({ orchestrator }: { orchestrator: Pick<Orchestrator, 'start'> }) =>
  async (tx: Tx, cancelled: readonly CancelledPerformance[]): Promise<void> => {
    for (const { performanceId, cancelledBy, traceparent } of cancelled) {
      const data: CancelledEvent = {
        ...{ performanceId, cancelledBy, seenAt: null },
        ...{ orders: null, refunds: null, notices: null },
      };
      const sagaId = cancelEventIdOf(performanceId);
      await orchestrator.start(sqlOf(tx), { sagaId, definition: cancelEventName, data, traceparent });
    }
  };

/** How far the cancellation of a performance is. */
export interface Cancellation {
  status: SagaStatus;
  /** The question at work; null once all are answered. */
  step: string | null;
  event: CancelledEvent;
  createdAt: Date;
  updatedAt: Date;
}

/**
 * Reads how far the cancellation of a performance is: for who cancelled it, and for operators.
 * @throws DomainError not_found, also while its event is in flight; not_authorized
 */
export const readCancellation =
  ({ database }: { database: Database }) =>
  async (asked: { performanceId: string; userId: string; isOperator: boolean }): Promise<Cancellation> => {
    const saga = await findSaga(sqlOf(database), cancelEventIdOf(asked.performanceId));
    if (!saga) throw notFound('Cancellation not found');
    const event = saga.data as CancelledEvent;
    if (!asked.isOperator && event.cancelledBy !== asked.userId) throw notOwner();
    const { status, step, createdAt, updatedAt } = saga;
    return { status, step, event, createdAt, updatedAt };
  };
