import type { Decline } from './test-card.ts';

/** One attempt to charge; created when it is decided, so it is never pending. Minor units, Unix seconds. */
export interface Charge {
  id: string;
  intentId: string;
  paymentMethodId: string;
  amountMinor: number;
  amountRefundedMinor: number;
  currency: string;
  createdAt: number;
  description: string | null;
  metadata: Record<string, string>;
  status: 'succeeded' | 'failed';
  decline: Decline | null;
}
