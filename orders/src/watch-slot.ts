import type { Logger } from '@ticketing/common/log';
import { gaugesReadTogether, type Registry } from '@ticketing/common/metrics';
import { runPeriodically } from '@ticketing/common/periodic';
import type { Database } from './store/database.ts';
import { readSlot, slotName } from './store/replication-slot.ts';

export interface SlotWatch {
  database: Database;
  metrics: Registry;
  log: Logger;
  lookEveryMs?: number;
  /** Of a new system the slot comes with the connector, a little later than the service. */
  patienceMs?: number;
}

/**
 * Exports how far Debezium is behind, and calls for a person when the slot is gone: what was written since is on no topic.
 * @returns a function that stops it
 */
export function watchSlot({
  database,
  metrics,
  log,
  lookEveryMs = 10_000,
  patienceMs = 60_000,
}: SlotWatch): () => Promise<void> {
  const help = {
    outbox_slot_exists: '1 while the replication slot is there and whole; 0 means that events are not read any more',
    outbox_slot_active: '1 while Debezium reads from the slot',
    outbox_slot_lag_bytes: 'Log that was written since the position that Debezium has confirmed',
    outbox_oldest_pending_age_seconds: 'Age of the oldest event that Debezium has not confirmed',
  };
  gaugesReadTogether(metrics, help, async () => {
    const slot = await readSlot(database);
    return {
      outbox_slot_exists: slot ? 1 : 0,
      outbox_slot_active: slot?.isActive ? 1 : 0,
      outbox_slot_lag_bytes: slot?.lagBytes ?? Number.NaN,
      outbox_oldest_pending_age_seconds: slot?.oldestPendingAgeSeconds ?? Number.NaN,
    };
  });

  let missingSince: number | null = performance.now();
  let isPatient = true;
  return runPeriodically({ name: 'watch of the replication slot', everyMs: lookEveryMs, log }, async () => {
    if (await readSlot(database)) {
      [missingSince, isPatient] = [null, false];
      return;
    }
    missingSince ??= performance.now();
    const missingForMs = Math.round(performance.now() - missingSince);
    if (isPatient && missingForMs < patienceMs) return;
    log.error({ slotName, missingForMs }, 'the replication slot is missing; events are not published');
  });
}
