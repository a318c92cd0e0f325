import { payOrder } from './pay-order.ts';
import { readPayments } from './read-payments.ts';
import { receiveWebhook, type WebhookDeps } from './receive-webhook.ts';
import { settleAttempt } from './settle-attempt.ts';
import { startIntent } from './start-intent.ts';

export const createUseCases = (deps: WebhookDeps) => ({
  payOrder: payOrder(deps),
  startIntent: startIntent(deps),
  settleAttempt: settleAttempt(deps),
  readPayments: readPayments(deps),
  receiveWebhook: receiveWebhook(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
