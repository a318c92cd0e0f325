import { payOrder } from './pay-order.ts';
import { receiveWebhook, type WebhookDeps } from './receive-webhook.ts';

export const createUseCases = (deps: WebhookDeps) => ({
  payOrder: payOrder(deps),
  receiveWebhook: receiveWebhook(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
