import type { PaymentIntent } from './payment-intent.ts';
import type { PaymentMethod } from './payment-method.ts';

export type ApiErrorType = 'card_error' | 'invalid_request_error' | 'idempotency_error' | 'api_error';

/** What Stripe calls an error: the fields of its `error` object, before the objects in it are rendered. */
export interface Fault {
  status: 400 | 401 | 402 | 403 | 404 | 409 | 413 | 500;
  type: ApiErrorType;
  message: string;
  code?: string;
  declineCode?: string;
  param?: string;
  chargeId?: string;
  intent?: PaymentIntent;
  paymentMethod?: PaymentMethod;
}

/** A refusal: thrown by a rule, it undoes the transaction it happens in. */
export class ApiError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.name = 'ApiError';
    this.fault = fault;
  }
}

type Details = Pick<Fault, 'code' | 'param' | 'intent'>;

export const invalidRequest = (message: string, details: Details = {}): ApiError =>
  new ApiError({ status: 400, type: 'invalid_request_error', message, ...details });

export const resourceMissing = (noun: string, id: string, param: string): ApiError =>
  new ApiError({
    status: 404,
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
  });

/** The intent travels with the error, so that a caller that lost a race learns the state that won. */
export const unexpectedState = (message: string, intent: PaymentIntent): ApiError =>
  invalidRequest(message, { code: 'payment_intent_unexpected_state', intent });

export const unauthorized = (message: string): ApiError =>
  new ApiError({ status: 401, type: 'invalid_request_error', message });
