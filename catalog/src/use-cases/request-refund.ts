import { createOnce, type Effect, newEffect } from '@ticketing/common/effects';
import { type Page, readPage } from '@ticketing/common/http';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import { refundingRoles } from '../domain/organiser.ts';
import { assertSold, type Refund, type RefundAnswer } from '../domain/refund.ts';
import type { RefundPage } from '../store/refund-store.ts';
import { countUse } from './count-use.ts';
import type { CatalogDeps } from './deps.ts';
import { findOwnPerformance } from './find-own-performance.ts';

export interface NewRefund
  extends Pick<Refund, 'performanceId' | 'orderId' | 'isWhole' | 'seatIds' | 'standing' | 'reason'> {
  userId: string;
  effect?: Effect;
}

/**
 * Asks orders to refund a paid order of a performance, or some of its places. Which orders there are is known there. Idempotent
 * per effect.
 * @throws DomainError not_found, not_authorized, role_required, not_published, too_many_refunds
 */
export const requestRefund =
  (deps: Pick<CatalogDeps, 'connection' | 'performances' | 'organisers' | 'refunds' | 'counters'>) =>
  ({ userId, effect = newEffect(), ...wanted }: NewRefund): Promise<Refund> =>
    createOnce(effect, {
      find: () => deps.refunds.findById(effect.id),
      create: async () => {
        const { performanceId } = wanted;
        const performance = await findOwnPerformance(deps, { performanceId, userId, roles: refundingRoles });
        assertSold(performance);
        await countUse(deps)('refunds', userId);
        const refund: Refund = {
          ...wanted,
          id: effect.id,
          requestedBy: userId,
          requestedAt: new Date(),
          state: 'requested',
          refusal: null,
          amountMinor: 0,
          currency: performance.currency,
        };
        await inTransaction(deps.connection, (session) => deps.refunds.insert(session, refund));
        return refund;
      },
    });

/**
 * Reads a page of the refunds of a performance, newest first.
 * @throws DomainError not_found, not_authorized, role_required
 */
export const readRefunds =
  (deps: Pick<CatalogDeps, 'performances' | 'organisers' | 'refunds'>) =>
  async ({ userId, ...page }: RefundPage & { userId: string }): Promise<Page<Refund>> => {
    await findOwnPerformance(deps, { performanceId: page.performanceId, userId, roles: refundingRoles });
    return readPage(page.limit, (limit) => deps.refunds.findOf({ ...page, limit }));
  };

/** Records how orders has decided. Requires the caller's transaction. Idempotent. */
export const recordRefundAnswers =
  ({ refunds }: Pick<CatalogDeps, 'refunds'>) =>
  (session: ClientSession, answers: readonly RefundAnswer[]): Promise<void> =>
    refunds.recordAnswers(session, answers);
