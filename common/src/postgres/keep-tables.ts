import { type KafkaClient, openTopicReader } from '../kafka/index.ts';
import type { Logger } from '../log/index.ts';
import type { Registry } from '../metrics/index.ts';
import { runPeriodically } from '../periodic/index.ts';
import { checkEveryMs, checkOutbox, watchOutboxCheck } from '../reconcile/index.ts';
import type { TransactionalDatabase } from './database.ts';
import { postgresOutboxCheck } from './outbox-check.ts';
import { type ExpiredRows, prune } from './prune.ts';
import { watchSlot } from './watch-slot.ts';

const pruneEveryMs = 60 * 60 * 1_000;

export interface KeptTables {
  service: string;
  database: TransactionalDatabase;
  slotName: string;
  /** Rows of tables that only this service has. */
  alsoExpired?: readonly ExpiredRows[];
  kafka: KafkaClient;
}

interface Keeping {
  log: Logger;
  metrics: Registry;
  onStop: (name: string, stop: () => Promise<unknown>) => void;
}

/**
 * Keeps the tables that every service on PostgreSQL has, until the process stops: deletes what has expired, watches the
 * replication slot, and checks that what the outbox has is on its topics.
 */
export function keepTables(
  { service, database, slotName, alsoExpired, kafka }: KeptTables,
  { log, metrics, onStop }: Keeping,
): void {
  const pruning = new AbortController();
  const stopPruner = runPeriodically({ name: 'pruner', everyMs: pruneEveryMs, log }, () =>
    prune(database, slotName, { signal: pruning.signal, ...(alsoExpired && { alsoExpired }) }),
  );
  onStop('pruner', () => {
    pruning.abort();
    return stopPruner();
  });
  onStop('slot monitor', watchSlot({ database, slotName, metrics, log }));
  const store = postgresOutboxCheck(database, slotName);
  watchOutboxCheck(metrics, store);
  const check = checkOutbox({ store, openReader: () => openTopicReader(kafka, `check-${service}`), log });
  onStop('outbox check', runPeriodically({ name: 'outbox check', everyMs: checkEveryMs, log }, check));
}
