import type { Fault } from '../domain/api-error.ts';
import type { PaymentIntent } from '../domain/intent.ts';
import { docUrl } from '../shapes/doc-url.ts';
import { paymentIntentShape } from '../shapes/payment-intent.ts';
import { paymentMethodShape } from '../shapes/payment-method.ts';
import type { ShapeContext } from '../shapes/shape-context.ts';

/** Builds `{error: {…}}` like Stripe, with the same key order. */
export function errorBody(context: ShapeContext, fault: Fault): object {
  const { chargeId, code, declineCode, message, param, intent, paymentMethod, type } = fault;
  return {
    error: {
      ...(chargeId ? { charge: chargeId } : {}),
      ...(code ? { code } : {}),
      ...(declineCode ? { decline_code: declineCode } : {}),
      ...(code ? { doc_url: docUrl(code) } : {}),
      message,
      ...(param ? { param } : {}),
      ...(intent ? { payment_intent: paymentIntentShape(context, intent) } : {}),
      ...(paymentMethod ? { payment_method: paymentMethodShape(paymentMethod) } : {}),
      type,
    },
  };
}

/** Converts a failed attempt to an error for its caller; the intent and its charge are kept. */
export function declinedFault(context: ShapeContext, intent: PaymentIntent): Fault | undefined {
  const { lastError, status } = intent;
  if (status !== 'requires_payment_method' || lastError?.type !== 'card_error') return undefined;
  const paymentMethod = context.get('paymentMethod', lastError.paymentMethodId);
  return {
    status: 402,
    type: 'card_error',
    code: lastError.code,
    message: lastError.message,
    intent,
    ...(lastError.declineCode ? { declineCode: lastError.declineCode } : {}),
    ...(lastError.param ? { param: lastError.param } : {}),
    ...(lastError.chargeId ? { chargeId: lastError.chargeId } : {}),
    ...(paymentMethod ? { paymentMethod } : {}),
  };
}
