import type { Transaction } from '../ledger/transaction.ts';

/** Context for rendering a row like Stripe. */
export type ShapeContext = { get: Transaction['get']; publicUrl: string };
