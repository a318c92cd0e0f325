import { mongoMessageRecords } from '@ticketing/common/mongo';
import type { CancellationStore } from '../store/cancellation-store.ts';
import { answerCancellations } from './answer-cancellations.ts';
import { changeOrders } from './change-orders.ts';
import { completeOrders } from './complete-orders.ts';
import type { PaymentDeps } from './deps.ts';
import { payOrder } from './pay-order.ts';
import { readOrderRecords } from './read-order-records.ts';
import { readPayments } from './read-payments.ts';
import { receiveWebhook, type WebhookDeps } from './receive-webhook.ts';
import { settleAttempt } from './settle-attempt.ts';
import { startIntent } from './start-intent.ts';
import { storeOrders } from './store-orders.ts';
import { sweepPayments } from './sweep-payments.ts';

/** What routes and the sweeper call. */
export const createUseCases = (deps: WebhookDeps) => ({
  payOrder: payOrder(deps),
  startIntent: startIntent(deps),
  settleAttempt: settleAttempt(deps),
  readPayments: readPayments(deps),
  receiveWebhook: receiveWebhook(deps),
  sweepPayments: sweepPayments(deps),
  readOrderRecords: readOrderRecords(deps),
  findProcessed: mongoMessageRecords(deps.connection).findProcessed,
});

/** What consumers call, in the transaction of the event. Created first: routes wait for what consumers store. */
export const createConsumerUseCases = (
  deps: Pick<PaymentDeps, 'orders' | 'payments'> & { cancellations: CancellationStore },
) => ({
  storeOrders: storeOrders(deps),
  completeOrders: completeOrders(deps),
  changeOrders: changeOrders(deps),
  answerCancellations: answerCancellations(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
export type ConsumerUseCases = ReturnType<typeof createConsumerUseCases>;
