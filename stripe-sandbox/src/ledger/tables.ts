import type { Charge } from '../domain/charge.ts';
import type { StoredAnswer } from '../domain/idempotency.ts';
import type { PaymentIntent } from '../domain/intent.ts';
import type { CardToken, PaymentMethod } from '../domain/payment-method.ts';
import type { Refund, RefundStatus } from '../domain/refund.ts';

/** `body` is the event at the time it happened; later changes of the object don't affect it. */
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

/** A scheduled change; `id` is that of the intent or refund. */
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

/** The new state of one row; null when removed. */
export type Change = { [T in TableName]: { table: T; id: string; row: Tables[T] | null } }[TableName];
