import { charge, lateOutcome } from './attempt-payment.ts';
import { settleRefund } from './refunds.ts';
import type { Scope } from './scope.ts';

/**
 * Executes a scheduled settlement. The settlement is removed in the transaction of its effect, so a second call, also
 * after a restart, is a no-op.
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
