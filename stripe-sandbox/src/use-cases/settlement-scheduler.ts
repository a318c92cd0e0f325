import { createDueTimers } from '../ledger/due-timers.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Transaction } from '../ledger/transaction.ts';
import type { Scope } from './scope.ts';
import { settle } from './settle.ts';

interface Dependencies {
  ledger: Ledger;
  scopeOf: (tx: Transaction) => Scope;
  nowMs: () => number;
}

export interface SettlementScheduler {
  /** Settles a pending settlement now; resolves when it is on disk. No-op for an unknown id. */
  settleNow: (id: string) => Promise<void>;
  stop: () => void;
}

/** Executes settlements when they are due, including those from before a restart. */
export function startSettlements({ ledger, scopeOf, nowMs }: Dependencies): SettlementScheduler {
  const settleNow = (id: string): Promise<void> => ledger.transact((tx) => settle(scopeOf(tx), id)).durable;
  // The ledger itself reports a failed write.
  const timers = createDueTimers(nowMs, (id) => void settleNow(id).catch(() => undefined));

  for (const { id, dueAtMs } of ledger.table('settlement').rows()) timers.set(id, dueAtMs);
  ledger.onDurable((changes) => {
    for (const { table, id, row } of changes) {
      if (table !== 'settlement') continue;
      if (row) timers.set(id, row.dueAtMs);
      else timers.clear(id);
    }
  });
  return { settleNow, stop: timers.clearAll };
}
