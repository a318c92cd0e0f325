import { randomUUID } from 'node:crypto';
import { type Codec, type Publisher, publishEvent } from '@ticketing/common/kafka';
import type { ClientSession } from '@ticketing/common/mongo';
import type { NoticesRequested } from '@ticketing/contracts';
import { areAllTold, noticesOf } from '../domain/cancellation.ts';
import type { MailCounts } from '../store/mail-counts.ts';

const topic = 'notifications.cancellation.answered.v1';

export interface AnswerDeps {
  mailCounts: MailCounts;
  codec: Pick<Codec, 'encode'>;
  publisher: Pick<Publisher, 'publish'>;
}

export type NoticesQuestion = NoticesRequested & { traceparent: string | undefined };

/**
 * Answers whether every buyer of a cancelled performance has been told. Keeps nothing: every question is answered by what is true
 * then. Published without an outbox: the saga asks again when an answer is lost, and mails that are due in a transaction that is
 * rolled back can only make the answer "not yet".
 */
export const answerCancellations =
  (deps: AnswerDeps) =>
  async (tx: ClientSession, questions: readonly NoticesQuestion[]): Promise<void> => {
    for (const { sagaId, correlationId, performanceId, traceparent, ...expected } of questions) {
      const counts = await deps.mailCounts.ofPerformance(tx, performanceId);
      const outcome = areAllTold(expected, counts) ? 'succeeded' : 'pending';
      const event = { sagaId, correlationId, outcome, notices: noticesOf(counts) };
      await publishEvent(deps, { topic, eventId: randomUUID(), event, traceparent });
    }
  };
