import type { Table } from './table.ts';
import type { Change, TableName, Tables } from './tables.ts';

/** The request that caused a change; null for a late settlement. */
export type Cause = { requestId: string; idempotencyKey: string | null } | null;

/** A transaction reads its own writes; others see them only after it ends. */
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

/**
 * Begins a transaction. @returns it and its changes so far, in the order of their first put, with the last state of
 * each row
 */
export function beginTransaction({ tables, nowMs, cause, newId }: TransactionContext): {
  tx: Transaction;
  changes: () => Change[];
} {
  const staged = new Map<string, Change>();
  const keyOf = (table: TableName, id: string): string => `${table}/${id}`;

  const tx: Transaction = {
    nowMs,
    nowS: Math.floor(nowMs / 1000),
    cause,
    newId,
    get<T extends TableName>(table: T, id: string) {
      const change = staged.get(keyOf(table, id));
      if (!change) return tables[table].get(id);
      return (change.row ?? undefined) as Tables[T] | undefined;
    },
    put(table, row) {
      staged.set(keyOf(table, row.id), { table, id: row.id, row } as Change);
    },
    remove(table, id) {
      staged.set(keyOf(table, id), { table, id, row: null });
    },
  };
  return { tx, changes: () => [...staged.values()] };
}
