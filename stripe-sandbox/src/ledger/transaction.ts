import type { Table } from './table.ts';
import type { Change, TableName, Tables } from './tables.ts';

/** The request that caused a change; null for a late settlement. */
export type Cause = { requestId: string; idempotencyKey: string | null } | null;

/** A transaction reads its own writes. */
export interface Transaction {
  readonly nowMs: number;
  /** Unix seconds, as in Stripe. */
  readonly nowS: number;
  readonly cause: Cause;
  newId: (prefix: string) => string;
  get: <T extends TableName>(table: T, id: string) => Tables[T] | undefined;
  put: <T extends TableName>(table: T, row: Tables[T]) => void;
  remove: (table: TableName, id: string) => void;
}

export type TableSet = { [T in TableName]: Table<Tables[T]> };

export interface TransactionContext {
  tables: TableSet;
  nowMs: number;
  cause: Cause;
  newId: (prefix: string) => string;
}

/** @returns the operations of a transaction, and its changes so far: the last state of each row */
export function createTransaction({ tables, nowMs, cause, newId }: TransactionContext): {
  tx: Transaction;
  changes: () => Change[];
} {
  const changed = new Map<string, Change>();
  const note = (change: Change) => void changed.set(`${change.table}/${change.id}`, change);

  const tx: Transaction = {
    nowMs,
    nowS: Math.floor(nowMs / 1000),
    cause,
    newId,
    get: (table, id) => tables[table].get(id),
    put(table, row) {
      tables[table].put(row.id, row);
      note({ table, id: row.id, row } as Change);
    },
    remove(table, id) {
      tables[table].remove(id);
      note({ table, id, row: null });
    },
  };
  return { tx, changes: () => [...changed.values()] };
}
