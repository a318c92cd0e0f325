import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openTable, type Table } from './table.ts';
import { type Change, type TableName, type Tables, tableNames } from './tables.ts';
import { type Cause, createTransaction, type TableSet, type Transaction } from './transaction.ts';

export interface Ledger {
  /**
   * Runs `work` immediately and in isolation (it is synchronous); if it throws, nothing changes. `durable` resolves
   * when its changes are on disk: no response may be sent before.
   */
  transact: <R>(work: (tx: Transaction) => R, cause?: Cause) => { result: R; durable: Promise<void> };
  table: <T extends TableName>(name: T) => Omit<Table<Tables[T]>, 'put' | 'remove'>;
  /** Resolves when everything readable now is on disk. */
  durable: () => Promise<void>;
  /** Called with the changes of each transaction once they are on disk. */
  onDurable: (listener: (changes: Change[]) => void) => void;
  close: () => Promise<void>;
}

export interface LedgerOptions {
  /** Created if missing. */
  dir: string;
  nowMs: () => number;
  newId: (prefix: string) => string;
  /** Called when a disk write fails: answers may rest on changes that are lost, so the process must exit. */
  onFailure: (error: Error) => void;
}

/** Transactions that share one commit. */
interface Batch {
  changes: Change[][];
  done: PromiseWithResolvers<void>;
}

export const ledgerFile = (dir: string): string => join(dir, 'ledger.sqlite');

/**
 * Opens or creates the ledger in `dir`, a SQLite database.
 *
 * Transactions of one turn of the event loop share a commit, so the disk's few milliseconds are paid per batch, not per
 * request.
 * @throws Error when another process has opened it
 */
export function openLedger({ dir, nowMs, newId, onFailure }: LedgerOptions): Ledger {
  const db = openDatabase(dir);
  const tables = Object.fromEntries(tableNames.map((name) => [name, openTable(db, name)])) as unknown as TableSet;
  const listeners: ((changes: Change[]) => void)[] = [];
  let batch: Batch | undefined;
  let failure: Error | undefined;

  function currentBatch(): Batch {
    if (failure) throw failure;
    if (!batch) {
      db.exec('BEGIN IMMEDIATE');
      batch = newBatch();
      setImmediate(commit);
    }
    return batch;
  }

  function commit(): void {
    const ended = batch;
    if (!ended) return;
    batch = undefined;
    try {
      db.exec('COMMIT');
    } catch (cause) {
      failure = new Error(`the ledger in ${dir} cannot be written`, { cause });
      ended.done.reject(failure);
      onFailure(failure);
      return;
    }
    for (const changes of ended.changes) for (const listener of listeners) listener(changes);
    ended.done.resolve();
  }

  return {
    transact(work, cause = null) {
      const { changes: changesOfBatch, done } = currentBatch();
      const { tx, changes } = createTransaction({ tables, nowMs: nowMs(), cause, newId });
      const result = atomically(db, () => work(tx));
      const made = changes();
      if (made.length > 0) changesOfBatch.push(made);
      return { result, durable: done.promise };
    },
    table: (name) => tables[name],
    durable: () => (failure ? Promise.reject(failure) : (batch?.done.promise ?? Promise.resolve())),
    onDurable: (listener) => listeners.push(listener),
    async close() {
      commit();
      db.close();
    },
  };
}

/** The code of "database is locked", see sqlite.org/rescode.html. */
const sqliteBusy = 5;

function openDatabase(dir: string): DatabaseSync {
  mkdirSync(dir, { recursive: true });
  const db = new DatabaseSync(ledgerFile(dir));
  try {
    // The lock is taken by the first transaction, is kept until the database is closed, and dies with its process.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    return db;
  } catch (cause) {
    db.close();
    if ((cause as { errcode?: number }).errcode === sqliteBusy)
      throw new Error(`the ledger in ${dir} is in use by another process`, { cause });
    throw cause;
  }
}

/** Runs work in a savepoint of the current transaction. */
function atomically<R>(db: DatabaseSync, work: () => R): R {
  db.exec('SAVEPOINT work');
  try {
    const result = work();
    db.exec('RELEASE work');
    return result;
  } catch (error) {
    // After a failed write, such as on a full disk, SQLite has rolled back everything; the commit then fails as well.
    if (db.isTransaction) db.exec('ROLLBACK TO work; RELEASE work');
    throw error;
  }
}

function newBatch(): Batch {
  const done = Promise.withResolvers<void>();
  // Each transaction sees the failure; a batch without waiters must not crash the process.
  done.promise.catch(() => undefined);
  return { changes: [], done };
}
