import type { Transaction } from '../ledger/transaction.ts';

/** What a row needs besides itself to be shown as Stripe shows it. */
export interface ShapeContext {
  get: Transaction['get'];
  publicUrl: string;
}
