import type { PaymentIntent } from './intent.ts';
import type { PaymentMethod } from './payment-method.ts';

export type ApiErrorType = 'card_error' | 'invalid_request_error' | 'idempotency_error' | 'api_error';

/** The fields of Stripe's `error` object, before nested objects are rendered. */
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

/** A refusal by a rule; it rolls back its transaction. */
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

/** The error includes the intent, so that the loser of a race learns the winning state. */
export const unexpectedState = (message: string, intent: PaymentIntent): ApiError =>
  invalidRequest(message, { code: 'payment_intent_unexpected_state', intent });

export const unauthorized = (message: string): ApiError =>
  new ApiError({ status: 401, type: 'invalid_request_error', message });
