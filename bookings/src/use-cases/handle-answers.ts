import { sqlOf } from '@ticketing/common/postgres';
import type { DeliveredReply, Orchestrator } from '@ticketing/common/saga';
import type { Tx } from '../store/database.ts';

/**
 * Applies participants' answers to their sagas. Requires the caller's transaction.
 * @throws PermanentError for an answer on the wrong topic; UnknownDefinitionError while another version of this program must
 * handle it
 */
export const handleAnswers =
  ({ orchestrator }: { orchestrator: Pick<Orchestrator, 'handleReplies'> }) =>
  (tx: Tx, answers: readonly DeliveredReply[]): Promise<void> =>
    orchestrator.handleReplies(sqlOf(tx), answers);
