import type { Charge } from '../domain/charge.ts';
import type { StoredAnswer } from '../domain/idempotency.ts';
import type { PaymentIntent } from '../domain/payment-intent.ts';
import type { CardToken, PaymentMethod } from '../domain/payment-method.ts';
import type { Refund, RefundStatus } from '../domain/refund.ts';

/** `body` is the event as it was when it happened; later changes of the object don't reach it. */
export interface StoredEvent {
  id: string;
  type: string;
  createdAt: number;
  body: string;
}

/** An event that its webhook endpoint has not acknowledged yet. */
export interface Delivery {
  id: string;
  failedAttempts: number;
  dueAtMs: number;
}

/** A change that happens later by itself; `id` is the intent's or the refund's. */
export type Settlement =
  | { id: string; type: 'payment'; dueAtMs: number; outcome: 'succeeds' | 'declines' }
  | { id: string; type: 'refund'; dueAtMs: number; status: RefundStatus };

export interface Tables {
  paymentMethod: PaymentMethod;
  cardToken: CardToken;
  paymentIntent: PaymentIntent;
  charge: Charge;
  refund: Refund;
  event: StoredEvent;
  delivery: Delivery;
  settlement: Settlement;
  storedAnswer: StoredAnswer;
}

export type TableName = keyof Tables;

export const tableNames = [
  'paymentMethod',
  'cardToken',
  'paymentIntent',
  'charge',
  'refund',
  'event',
  'delivery',
  'settlement',
  'storedAnswer',
] as const satisfies readonly TableName[];

/** One row as it is from now on; null when it is gone. */
export type Change = { [T in TableName]: { table: T; id: string; row: Tables[T] | null } }[TableName];
