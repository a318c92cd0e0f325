import type { TestCard } from './test-card.ts';

export type BillingDetails = { email: string | null; name: string | null; phone: string | null };

export type PaymentMethod = {
  id: string;
  createdAt: number;
  card: TestCard;
  expMonth: number;
  expYear: number;
  billing: BillingDetails;
  metadata: Record<string, string>;
  /** Set by the payment that used it: without a customer, a payment method works once. */
  usedByIntentId: string | null;
};

/** A token created from card digits by a browser; exchanged once for a payment method. */
export type CardToken = {
  id: string;
  createdAt: number;
  card: TestCard;
  expMonth: number;
  expYear: number;
  isUsed: boolean;
};
