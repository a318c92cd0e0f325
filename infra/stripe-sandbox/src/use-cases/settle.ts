import { charge, lateOutcome } from './attempt-payment.ts';
import { settleRefund } from './refunds.ts';
import type { Scope } from './scope.ts';

/**
 * Carries out what was put off. The settlement goes in the same transaction as its effect, so a second call, or one
 * after a restart, finds nothing to do.
 */
export function settle(scope: Scope, settlementId: string): void {
  const { tx } = scope;
  const settlement = tx.get('settlement', settlementId);
  if (!settlement) return;
  tx.remove('settlement', settlementId);
  if (settlement.type === 'refund') {
    settleRefund(scope, settlement.id, settlement.status);
    return;
  }
  const intent = tx.get('paymentIntent', settlement.id);
  const method = intent?.paymentMethodId ? tx.get('paymentMethod', intent.paymentMethodId) : undefined;
  if (intent?.status === 'processing' && method) charge(scope, { intent, method }, lateOutcome(settlement.outcome));
}
