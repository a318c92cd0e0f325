import type { Transaction } from '../ledger/transaction.ts';
import type { ShapeContext } from '../shapes/shape-context.ts';

/** What a use-case works in: one transaction, and what the sandbox knows about itself. */
export interface Scope {
  tx: Transaction;
  publicUrl: string;
  hasWebhook: boolean;
}

export const shapeContext = ({ tx, publicUrl }: Scope): ShapeContext => ({ get: tx.get, publicUrl });
