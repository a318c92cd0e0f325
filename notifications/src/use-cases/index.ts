import { mongoMessageRecords } from '@ticketing/common/mongo';
import type { OperationsUseCases } from '@ticketing/common/operations';
import { type AnswerDeps, answerCancellations } from './answer-cancellations.ts';
import type { StoreDeps } from './deps.ts';
import { eraseUsers } from './erase-users.ts';
import { type RecordsDeps, readOrderRecords } from './read-order-records.ts';
import { type SendDeps, sendDueMails } from './send-due-mails.ts';
import { storeContacts, storeOrders, storeSellers, storeTotals } from './store-copies.ts';
import { writeLinkMails, writeOrderMails, writeRefundMails } from './write-mails.ts';

/** What consumers call, in the transaction of the event. */
export const createConsumerUseCases = (deps: StoreDeps & AnswerDeps) => ({
  storeContacts: storeContacts(deps),
  eraseUsers: eraseUsers(deps),
  storeOrders: storeOrders(deps),
  storeSellers: storeSellers(deps),
  storeTotals: storeTotals(deps),
  writeOrderMails: writeOrderMails(deps),
  writeRefundMails: writeRefundMails(deps),
  writeLinkMails: writeLinkMails(deps),
  answerCancellations: answerCancellations(deps),
});

/** What the sender calls. */
export const createSenderUseCases = (deps: SendDeps) => ({
  sendDueMails: sendDueMails(deps),
});

/** What operators look at. */
export const createOperationsUseCases = (deps: RecordsDeps): OperationsUseCases => ({
  readOrderRecords: readOrderRecords(deps),
  findProcessed: mongoMessageRecords(deps.connection).findProcessed,
});

export type ConsumerUseCases = ReturnType<typeof createConsumerUseCases>;
