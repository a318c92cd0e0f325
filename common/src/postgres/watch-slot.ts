import type { Logger } from '../log/index.ts';
import { type Registry, registerGaugeGroup } from '../metrics/index.ts';
import { runPeriodically } from '../periodic/index.ts';
import type { Queryable } from './database.ts';
import { readSlot } from './replication-slot.ts';

export interface SlotWatch {
  database: Queryable;
  slotName: string;
  metrics: Registry;
  log: Logger;
  checkEveryMs?: number;
  /** In a new system the connector creates the slot shortly after the service starts; alerts wait this long. */
  startupToleranceMs?: number;
}

/**
 * Exports Debezium's lag, and logs an error when the slot is missing: events written since are not published.
 * @returns a function that stops monitoring
 */
export function watchSlot({
  database,
  slotName,
  metrics,
  log,
  checkEveryMs = 10_000,
  startupToleranceMs = 60_000,
}: SlotWatch): () => Promise<void> {
  const help = {
    outbox_slot_exists: '1 while the replication slot exists and is intact; 0 means that events are no longer read',
    outbox_slot_active: '1 while Debezium reads from the slot',
    outbox_slot_lag_bytes: 'Bytes of log since the position that Debezium has confirmed',
    outbox_oldest_pending_age_seconds: 'Age of the oldest event that Debezium has not confirmed',
  };
  let missingSince: number | null = performance.now();
  let isStartingUp = true;
  const read = async () => {
    const slot = await readSlot(database, slotName);
    if (slot) [missingSince, isStartingUp] = [null, false];
    return slot;
  };
  registerGaugeGroup(metrics, help, async () => {
    const slot = await read();
    return {
      outbox_slot_exists: slot ? 1 : 0,
      outbox_slot_active: slot?.isActive ? 1 : 0,
      outbox_slot_lag_bytes: slot?.lagBytes ?? Number.NaN,
      outbox_oldest_pending_age_seconds: slot?.oldestPendingAgeSeconds ?? Number.NaN,
    };
  });

  return runPeriodically({ name: 'slot monitor', everyMs: checkEveryMs, log }, async () => {
    if (await read()) return;
    missingSince ??= performance.now();
    const missingForMs = Math.round(performance.now() - missingSince);
    if (isStartingUp && missingForMs < startupToleranceMs) return;
    log.error({ slotName, missingForMs }, 'the replication slot is missing; events are not published');
  });
}
