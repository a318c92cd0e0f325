import type { Ledger } from '../../ledger/ledger.ts';

/**
 * Returns all money ever moved, in minor units, for the invariant checker. `netByOrderId` sums charges minus (possibly
 * pending) refunds per `orderId` in the intents' metadata.
 */
export function ledgerView(ledger: Ledger): object {
  const intents = ledger.table('paymentIntent').rows();
  const charges = ledger.table('charge').rows();
  const orderIdOf = new Map(intents.map(({ id, metadata }) => [id, metadata.orderId]));
  const netByOrderId: Record<
    string,
    { chargedMinor: number; refundedMinor: number; netMinor: number; charges: number }
  > = {};
  for (const { intentId, status, amountMinor, amountRefundedMinor } of charges) {
    const orderId = orderIdOf.get(intentId);
    if (orderId === undefined || status !== 'succeeded') continue;
    netByOrderId[orderId] ??= { chargedMinor: 0, refundedMinor: 0, netMinor: 0, charges: 0 };
    const net = netByOrderId[orderId];
    net.charges += 1;
    net.chargedMinor += amountMinor;
    net.refundedMinor += amountRefundedMinor;
    net.netMinor += amountMinor - amountRefundedMinor;
  }
  return {
    paymentIntents: intents.map(({ clientSecret: _secret, ...intent }) => intent),
    charges,
    refunds: ledger.table('refund').rows(),
    settlements: ledger.table('settlement').rows(),
    netByOrderId,
  };
}
