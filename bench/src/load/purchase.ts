import { randomUUID } from 'node:crypto';
import { pause } from '@ticketing/common/backoff';
import type { HttpAnswer, HttpClient } from './http-client.ts';
import type { Buyer } from './sessions.ts';

/** A failed or refused request. */
export interface Refusal {
  step: 'order' | 'pay';
  /** 0 if the connection failed. */
  status: number;
  code: string;
  saysWhen: boolean;
}

/** A purchase as its buyer saw it. Times in milliseconds; those of `performance.now()` are differences. */
export interface Purchase {
  ticketId: string;
  buyerId: string;
  /** From the scheduled time to the response. */
  orderMs: number | null;
  /** From the order's response to the payment's, including retries. */
  payMs: number | null;
  /** From the scheduled time to the payment's response. */
  wholeMs: number | null;
  order: { id: string; expiresAt: string } | null;
  payment: { id: string; status: string } | null;
  /** When the payment was first sent and when it succeeded; milliseconds since the epoch. */
  payingAt: number | null;
  paidAt: number | null;
  refusals: Refusal[];
}

export interface Buying {
  client: HttpClient;
  ticketId: string;
  buyer: Buyer;
  /** Scheduled time, milliseconds of `performance.now()`. */
  intendedAt: number;
  /** Whether a refused payment is retried until the reservation expires. */
  isPatient: boolean;
}

type Answer<Body> = HttpAnswer<Body & { errors?: { code?: string }[] }>;
const defaultRetryMs = 1_000;

const refusalOf = (step: Refusal['step'], { status, body, retryAfterMs }: Answer<object>): Refusal => ({
  step,
  status,
  code: body?.errors?.[0]?.code ?? '',
  saysWhen: retryAfterMs !== null,
});

/** Sends a mutation with an Idempotency-Key, like the browser's client. No response counts as status 0. */
const send = <Body>({ client, buyer }: Buying, path: string, body: object, idempotencyKey: string) =>
  client
    .send<Body & { errors?: { code?: string }[] }>('POST', path, { cookie: buyer.cookie, body, idempotencyKey })
    .catch((error: NodeJS.ErrnoException): Answer<Body> => {
      const errors = [{ code: error.code ?? error.message }];
      return { status: 0, body: { errors } as Answer<Body>['body'], retryAfterMs: null };
    });

/** Reserves a ticket and pays for it. Never rejects. */
export async function buy(buying: Buying): Promise<Purchase> {
  const { ticketId, buyer, intendedAt } = buying;
  const purchase: Purchase = {
    ticketId,
    buyerId: buyer.id,
    orderMs: null,
    payMs: null,
    wholeMs: null,
    order: null,
    payment: null,
    payingAt: null,
    paidAt: null,
    refusals: [],
  };
  const answer = await send<{ id: string; expiresAt: string }>(buying, '/api/orders', { ticketId }, randomUUID());
  if (answer.status !== 201) {
    purchase.refusals.push(refusalOf('order', answer));
    return purchase;
  }
  const orderedAt = performance.now();
  purchase.orderMs = orderedAt - intendedAt;
  purchase.order = { id: answer.body.id, expiresAt: answer.body.expiresAt };
  purchase.payingAt = Date.now();
  purchase.payment = await pay(buying, purchase.order, purchase.refusals);
  if (!purchase.payment) return purchase;
  purchase.paidAt = Date.now();
  purchase.payMs = performance.now() - orderedAt;
  purchase.wholeMs = performance.now() - intendedAt;
  return purchase;
}

/** @returns null when the payment was finally refused */
async function pay(
  buying: Buying,
  { id: orderId, expiresAt }: { id: string; expiresAt: string },
  refusals: Refusal[],
): Promise<Purchase['payment']> {
  const key = randomUUID();
  for (;;) {
    const answer = await send<{ id: string; status: string }>(
      buying,
      '/api/payments',
      { orderId, token: 'tok_visa' },
      key,
    );
    // 202: Stripe's outcome is not known yet; the marketplace settles it later.
    if (answer.status === 201 || answer.status === 202) return answer.body;
    refusals.push(refusalOf('pay', answer));
    const isRetryable = [0, 409, 429].includes(answer.status) || answer.status >= 500;
    const retryInMs = answer.retryAfterMs ?? defaultRetryMs;
    if (!buying.isPatient || !isRetryable || Date.now() + retryInMs >= Date.parse(expiresAt)) return null;
    await pause(retryInMs);
  }
}
