import { z } from 'zod';
import type { StripeLedger } from '../observation.ts';

const Ledger = z.object({
  paymentIntents: z.array(z.object({ id: z.string(), metadata: z.record(z.string(), z.string()) })),
  charges: z.array(
    z.object({
      id: z.string(),
      intentId: z.string(),
      status: z.string(),
      amountMinor: z.number(),
      amountRefundedMinor: z.number(),
      currency: z.string(),
    }),
  ),
});

/** Reads all charges and refunds of the local Stripe sandbox. */
export async function readLedger(stripeUrl: string): Promise<StripeLedger> {
  const answer = await fetch(`${stripeUrl}/_sandbox/ledger`);
  if (!answer.ok) throw new Error(`the Stripe sandbox answered ${answer.status} to the request for its ledger`);
  const { paymentIntents, charges } = Ledger.parse(await answer.json());
  return { charges, intents: paymentIntents.map(({ id, metadata }) => ({ id, orderId: metadata.orderId ?? null })) };
}
