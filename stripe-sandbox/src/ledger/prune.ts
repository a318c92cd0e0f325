import { idempotencyRetentionS } from '../domain/idempotency.ts';
import type { Ledger } from './ledger.ts';
import type { Transaction } from './transaction.ts';

/** Stripe keeps events for 30 days. */
const eventRetentionS = 30 * 24 * 3600;

/**
 * Removes stored responses and delivered events after Stripe's retention periods. Money (intents, charges, refunds) is
 * kept forever.
 */
export function prune(tx: Transaction, table: Ledger['table']): void {
  for (const { id, createdAt } of table('storedAnswer').rows()) {
    if (createdAt < tx.nowS - idempotencyRetentionS) tx.remove('storedAnswer', id);
  }
  for (const { id, createdAt } of table('event').rows()) {
    if (createdAt < tx.nowS - eventRetentionS && !tx.get('delivery', id)) tx.remove('event', id);
  }
}
