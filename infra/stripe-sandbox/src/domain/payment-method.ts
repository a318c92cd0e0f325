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
  /** Set by the payment that used it up: without a customer, a payment method pays once. */
  usedByIntentId: string | null;
}

/** What a browser makes of a card's digits; exchanged once for a payment method. */
export interface CardToken {
  id: string;
  createdAt: number;
  card: TestCard;
  expMonth: number;
  expYear: number;
  isUsed: boolean;
}
