import type { Transaction } from '../ledger/transaction.ts';

/** Context for rendering a row like Stripe. */
export interface ShapeContext {
  get: Transaction['get'];
  publicUrl: string;
}
