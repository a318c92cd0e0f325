import type { StoreDeps } from './deps.ts';
import { eraseUsers } from './erase-users.ts';
import { type SendDeps, sendDueMails } from './send-due-mails.ts';
import { storeContacts, storeOrders, storeSellers, storeTotals } from './store-copies.ts';
import { writeLinkMails, writeOrderMails, writeRefundMails } from './write-mails.ts';

/** What consumers call, in the transaction of the event. */
export const createConsumerUseCases = (deps: StoreDeps) => ({
  storeContacts: storeContacts(deps),
  eraseUsers: eraseUsers(deps),
  storeOrders: storeOrders(deps),
  storeSellers: storeSellers(deps),
  storeTotals: storeTotals(deps),
  writeOrderMails: writeOrderMails(deps),
  writeRefundMails: writeRefundMails(deps),
  writeLinkMails: writeLinkMails(deps),
});

/** What the sender calls. */
export const createSenderUseCases = (deps: SendDeps) => ({
  sendDueMails: sendDueMails(deps),
});

export type ConsumerUseCases = ReturnType<typeof createConsumerUseCases>;
