import type { ClientSession } from '@ticketing/common/mongo';
import type { StoreDeps } from './deps.ts';
import { waited } from './store-copies.ts';

/**
 * Erases how people were reached who deleted their accounts; nothing is sent to them any more. Copies of orders have only
 * their ids. Requires the caller's transaction. Idempotent, and right when contacts arrive afterwards.
 */
export const eraseUsers =
  ({ contacts, mails, now }: Pick<StoreDeps, 'contacts' | 'mails' | 'now'>) =>
  async (tx: ClientSession, userIds: readonly string[]): Promise<void> => {
    await contacts.eraseAll(tx, userIds);
    await mails.eraseLinks(tx, userIds, now());
    await mails.release(tx, userIds.map(waited.contact), now());
  };
