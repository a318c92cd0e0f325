import type { EventType } from '../domain/event-types.ts';
import type { Transaction } from '../ledger/transaction.ts';
import type { ShapeContext } from '../shapes/shape-context.ts';

/** Scope of a use case: one transaction, and the sandbox's own settings. */
export interface Scope {
  tx: Transaction;
  publicUrl: string;
  /** Whether the webhook receives events of a type. */
  isDelivered: (type: EventType) => boolean;
}

export const shapeContext = ({ tx, publicUrl }: Scope): ShapeContext => ({ get: tx.get, publicUrl });
