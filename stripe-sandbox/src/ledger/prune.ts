import { idempotencyRetentionS } from '../domain/idempotency.ts';
import type { Ledger } from './ledger.ts';

/** Stripe keeps events for 30 days. */
const eventRetentionS = 30 * 24 * 3600;

/**
 * Removes stored responses and delivered events after Stripe's retention periods. Money (intents, charges, refunds) is
 * kept forever.
 */
export const prune = ({ transact, table }: Pick<Ledger, 'transact' | 'table'>): Promise<void> =>
  transact((tx) => {
    for (const { id, createdAt } of table('storedAnswer').rows()) {
      if (createdAt < tx.nowS - idempotencyRetentionS) tx.remove('storedAnswer', id);
    }
    for (const { id, createdAt } of table('event').rows()) {
      if (createdAt < tx.nowS - eventRetentionS && !tx.get('delivery', id)) tx.remove('event', id);
    }
  }).durable;
