import { ApiError, invalidRequest, resourceMissing } from '../domain/api-error.ts';
import { type CardDigits, cardOfDigits } from '../domain/card-digits.ts';
import type { BillingDetails, CardToken, PaymentMethod } from '../domain/payment-method.ts';
import type { TestCard } from '../domain/test-card.ts';
import { cardOfPaymentMethod, cardOfToken } from '../domain/test-card-catalogue.ts';
import type { Scope } from './scope.ts';

export interface NewPaymentMethod {
  card: { token: string } | CardDigits;
  billing: BillingDetails;
  metadata: Record<string, string>;
}

const noBilling: BillingDetails = { email: null, name: null, phone: null };

/** Creates a payment method. @throws ApiError resource_missing for an unknown token, card errors for unusable digits */
export function createPaymentMethod(scope: Scope, { card, billing, metadata }: NewPaymentMethod): PaymentMethod {
  const { tx } = scope;
  const source = 'token' in card ? consumeToken(scope, card.token) : { ...card, card: cardOfDigits(card, tx.nowMs) };
  return putPaymentMethod(scope, source, billing, metadata);
}

/** Exchanges a browser's card digits for a token that creates one payment method. */
export function createCardToken({ tx }: Scope, digits: CardDigits): CardToken {
  const { expMonth, expYear } = digits;
  const card = cardOfDigits(digits, tx.nowMs);
  const token: CardToken = { id: tx.newId('tok_'), createdAt: tx.nowS, card, expMonth, expYear, isUsed: false };
  tx.put('cardToken', token);
  return token;
}

/**
 * Returns the payment method of an attempt. `pm_card_visa` and the like are shared names: each use creates a new
 * method.
 * @throws ApiError resource_missing, or 400 when another payment has used it
 */
export function usablePaymentMethod(scope: Scope, id: string): PaymentMethod {
  const shared = cardOfPaymentMethod(id);
  if (shared) return putPaymentMethod(scope, { card: shared, ...defaultExpiry(scope) }, noBilling, {});
  const method = scope.tx.get('paymentMethod', id);
  if (!method) throw resourceMissing('PaymentMethod', id, 'payment_method');
  if (method.usedByIntentId) {
    throw invalidRequest(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a ' +
        'connected account without Customer attachment, or was detached from a Customer. It may not be used again.',
      { param: 'payment_method' },
    );
  }
  return method;
}

interface CardSource {
  card: TestCard;
  expMonth: number;
  expYear: number;
}

function putPaymentMethod(
  { tx }: Scope,
  { card, expMonth, expYear }: CardSource,
  billing: BillingDetails,
  metadata: Record<string, string>,
): PaymentMethod {
  const id = tx.newId('pm_');
  const method = { id, createdAt: tx.nowS, card, expMonth, expYear, billing, metadata, usedByIntentId: null };
  tx.put('paymentMethod', method);
  return method;
}

function consumeToken(scope: Scope, id: string): CardSource {
  const shared = cardOfToken(id);
  if (shared) return { card: shared, ...defaultExpiry(scope) };
  const token = scope.tx.get('cardToken', id);
  if (!token) throw resourceMissing('token', id, 'card[token]');
  if (token.isUsed) {
    throw new ApiError({
      status: 400,
      type: 'invalid_request_error',
      code: 'token_already_used',
      message: `You cannot use a Stripe token more than once: ${id}.`,
      param: 'card[token]',
    });
  }
  scope.tx.put('cardToken', { ...token, isUsed: true });
  return token;
}

function defaultExpiry({ tx }: Scope): { expMonth: number; expYear: number } {
  return { expMonth: 12, expYear: new Date(tx.nowMs).getUTCFullYear() + 3 };
}
