import { type Journal, openJournal } from './journal.ts';
import { encodeLine } from './journal-line.ts';
import {
  findLedgerFiles,
  journalPath,
  readChanges,
  removeOlderFiles,
  sizeOf,
  snapshotPath,
  syncDirectory,
} from './ledger-files.ts';
import type { Table } from './table.ts';
import { createTable } from './table.ts';
import { type Change, type TableName, type Tables, tableNames } from './tables.ts';
import { beginTransaction, type Cause, type TableSet, type Transaction } from './transaction.ts';
import { writeSnapshot } from './write-snapshot.ts';

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
  dir: string;
  nowMs: () => number;
  newId: (prefix: string) => string;
  /** Called when a disk write fails: memory is ahead of the disk, so the process must exit. */
  onFailure: (error: Error) => void;
  /** Removes obsolete rows before the journal is compacted. */
  prune?: (tx: Transaction, table: Ledger['table']) => void;
  compactAfterBytes?: number;
}

const defaultCompactAfterBytes = 64 * 1024 * 1024;

/** Opens or creates the ledger in `dir`. One process at a time. */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { dir, nowMs, newId, onFailure, compactAfterBytes = defaultCompactAfterBytes } = options;
  const tables = createTables();
  const listeners: ((changes: Change[]) => void)[] = [];
  let generation = await recover(dir, (changes) => apply(tables, changes));
  let journal: Journal = await openJournal(journalPath(dir, generation));
  await syncDirectory(dir);
  let compaction: Promise<void> | undefined;
  let snapshotBytes = await sizeOf(snapshotPath(dir, generation));

  const table: Ledger['table'] = (name) => tables[name];

  function transact<R>(work: (tx: Transaction) => R, cause: Cause = null): { result: R; durable: Promise<void> } {
    const { tx, changes } = beginTransaction({ tables, nowMs: nowMs(), cause, newId });
    const result = work(tx);
    return { result, durable: record(changes()) };
  }

  function record(changes: Change[]): Promise<void> {
    if (changes.length === 0) return journal.flushed();
    apply(tables, changes);
    const durable = journal.append(encodeLine(changes)).then(() => {
      for (const listener of listeners) listener(changes);
    });
    durable.catch(onFailure);
    // The journal must be at least as long as the snapshot; otherwise a growing ledger would spend its time compacting.
    if (journal.sizeBytes() > Math.max(compactAfterBytes, snapshotBytes)) {
      compaction ??= compact()
        .catch(onFailure)
        .finally(() => {
          compaction = undefined;
        });
    }
    return durable;
  }

  async function compact(): Promise<void> {
    const previous = journal;
    const closed = Promise.withResolvers<void>();
    const next = await openJournal(journalPath(dir, generation + 1), closed.promise);
    await syncDirectory(dir);
    if (options.prune) transact((tx) => options.prune?.(tx, table));
    // Rows are immutable, so this list stays a snapshot of the ledger.
    const rows = allRows(tables);
    journal = next;
    generation += 1;
    previous.close().then(closed.resolve, closed.reject);
    await closed.promise;
    await writeSnapshot(snapshotPath(dir, generation), rows);
    snapshotBytes = await sizeOf(snapshotPath(dir, generation));
    await removeOlderFiles(dir, generation);
  }

  return {
    transact,
    table,
    durable: () => journal.flushed(),
    onDurable: (listener) => listeners.push(listener),
    async close() {
      await compaction;
      await journal.close();
    },
  };
}

async function recover(dir: string, onChanges: (changes: Change[]) => void): Promise<number> {
  const { snapshot, journals } = await findLedgerFiles(dir);
  if (snapshot !== null) await readChanges(snapshotPath(dir, snapshot), onChanges);
  for (const generation of journals) await readChanges(journalPath(dir, generation), onChanges);
  await removeOlderFiles(dir, snapshot ?? 0);
  return journals.at(-1) ?? snapshot ?? 0;
}

const createTables = (): TableSet =>
  Object.fromEntries(tableNames.map((name) => [name, createTable()])) as unknown as TableSet;

function apply(tables: TableSet, changes: Change[]): void {
  for (const { table, id, row } of changes) {
    if (row === null) tables[table].remove(id);
    else (tables[table] as Table<unknown>).put(id, row);
  }
}

const allRows = (tables: TableSet): Change[] =>
  tableNames.flatMap((name) => tables[name].rows().map((row) => ({ table: name, id: row.id, row }) as Change));
