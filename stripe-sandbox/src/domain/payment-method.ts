import type { TestCard } from './test-card.ts';

export interface BillingDetails {
  email: string | null;
  name: string | null;
  phone: string | null;
}

export interface PaymentMethod {
  id: string;
  createdAt: number;
  card: TestCard;
  expMonth: number;
  expYear: number;
  billing: BillingDetails;
  metadata: Record<string, string>;
  /** Set by the payment that used it: without a customer, a payment method works once. */
  usedByIntentId: string | null;
}

/** A token created from card digits by a browser; exchanged once for a payment method. */
export interface CardToken {
  id: string;
  createdAt: number;
  card: TestCard;
  expMonth: number;
  expYear: number;
  isUsed: boolean;
}
