import { insertOutboxRows, outboxRow } from '@ticketing/common/postgres';
import type { OrderEndsRequested, SalesEndRequested } from '@ticketing/contracts';
import { endingsAnswered, saleAnswered } from '../domain/cancellation-answers.ts';
import { countEnds, readSaleEnd } from '../store/cancellation-store.ts';
import type { Tx } from '../store/database.ts';

type Asked<Question> = Question & { traceparent: string | undefined };

/**
 * Answers whether nobody can reserve a place of a cancelled performance any more, and nobody is about to. Keeps nothing: every
 * question is answered by what is true then. Requires the caller's transaction.
 */
export const answerSales =
  () =>
  async ({ tx, questions }: { tx: Tx; questions: readonly Asked<SalesEndRequested>[] }): Promise<void> => {
    for (const { performanceId, seenAt, traceparent, ...question } of questions) {
      const sale = await readSaleEnd(tx, performanceId, seenAt === null ? null : new Date(seenAt));
      await insertOutboxRows(tx, [outboxRow(saleAnswered(question, sale), traceparent)]);
    }
  };

/** Answers whether every order of a cancelled performance has ended; the sweeper ends them. Requires the caller's transaction. */
export const answerEndings =
  () =>
  async ({ tx, questions }: { tx: Tx; questions: readonly Asked<OrderEndsRequested>[] }): Promise<void> => {
    for (const { performanceId, reservedAfter, traceparent, ...question } of questions) {
      const counts = await countEnds(tx, performanceId, new Date(reservedAfter));
      await insertOutboxRows(tx, [outboxRow(endingsAnswered(question, counts), traceparent)]);
    }
  };
