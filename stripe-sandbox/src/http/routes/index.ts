import type { Endpoint } from '../endpoint.ts';
import { getChargeById, getCharges } from './charges.ts';
import { getEventById, getEvents } from './events.ts';
import {
  getPaymentIntentById,
  getPaymentIntents,
  postCancel,
  postConfirm,
  postPaymentIntent,
  postPaymentIntents,
} from './payment-intents.ts';
import { getPaymentMethodById, postPaymentMethods, postTokens } from './payment-methods.ts';
import { getRefundById, getRefunds, postRefunds } from './refunds.ts';

export const endpoints: Endpoint[] = [
  postPaymentMethods,
  getPaymentMethodById,
  postTokens,
  postPaymentIntents,
  getPaymentIntents,
  getPaymentIntentById,
  postPaymentIntent,
  postConfirm,
  postCancel,
  getCharges,
  getChargeById,
  postRefunds,
  getRefunds,
  getRefundById,
  getEvents,
  getEventById,
];
