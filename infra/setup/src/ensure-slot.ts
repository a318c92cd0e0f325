import { waitFor } from '@ticketing/common/backoff';
import { slotNameOf } from '@ticketing/contracts';
import type pg from 'pg';
import { type ApplyConnectorOptions, applyConnector, waitUntilRunning } from './apply-connector.ts';
import { connectorNameOf } from './connector-config.ts';
import { withDatabase } from './replication-slot.ts';

type SlotState = 'usable' | 'missing' | 'lost';

/**
 * Creates a new replication slot when it is missing or when the server has discarded log that it needed. The connector
 * drops its offsets and continues from now; only a reconcile run can publish rows written without a slot.
 * @returns false when the slot is usable; then nothing is changed
 */
export async function ensureSlot(options: ApplyConnectorOptions): Promise<boolean> {
  const { database } = options;
  const slot = slotNameOf(database.name);
  const state = await withDatabase(database, stateOfSlot(slot));
  if (state === 'usable') return false;
  const connector = `${options.connectUrl.replace(/\/$/, '')}/connectors/${connectorNameOf(database.name)}`;
  const deadlineMs = options.timeoutMs ?? 60_000;
  // Connect refuses to start from an offset that no slot has, and drops offsets only while the connector is stopped.
  const connectorExists = await request(`${connector}/stop`, 'PUT', deadlineMs);
  const hasStopped = async () => ['STOPPED', null].includes(await stateOf(connector));
  await waitUntil(hasStopped, deadlineMs, 'the connector did not stop');
  if (state === 'lost')
    await withDatabase(database, (client) => client.query('SELECT pg_drop_replication_slot($1)', [slot]));
  await request(`${connector}/offsets`, 'DELETE', deadlineMs);
  await request(`${connector}/resume`, 'PUT', deadlineMs);
  // An existing connector keeps its settings.
  if (connectorExists) await waitUntilRunning(connector, Date.now() + deadlineMs);
  else await applyConnector(options);
  const isUsable = async () => (await withDatabase(database, stateOfSlot(slot))) === 'usable';
  await waitUntil(isUsable, deadlineMs, 'the connector is running but created no slot');
  options.log.warn({ slot, was: state }, 'replication slot recreated; reconcile its service now');
  return true;
}

const stateOfSlot =
  (slot: string) =>
  async (client: pg.Client): Promise<SlotState> => {
    const { rows } = await client.query<{ isLost: boolean }>(
      `SELECT wal_status = 'lost' AS "isLost" FROM pg_replication_slots WHERE slot_name = $1`,
      [slot],
    );
    if (!rows[0]) return 'missing';
    return rows[0].isLost ? 'lost' : 'usable';
  };

/** @returns null when the connector does not exist */
async function stateOf(connector: string): Promise<string | null> {
  const response = await fetch(`${connector}/status`);
  if (response.status === 404) return null;
  if (!response.ok) return 'unknown';
  const { connector: found } = (await response.json()) as { connector?: { state?: string } };
  return found?.state ?? 'unknown';
}

/** @returns false when the connector does not exist, and so has nothing to stop or reset */
async function request(url: string, method: 'PUT' | 'DELETE', timeoutMs: number): Promise<boolean> {
  let refused = '';
  const answerOf = async () => {
    const response = await fetch(url, { method });
    if (response.ok || response.status === 404) return { exists: response.ok };
    // 400 and 409: it has not stopped yet, or the workers are rebalancing. 5xx: Connect is not ready yet.
    refused = `Connect refused ${method} ${url} (${response.status}): ${await response.text()}`;
    return null;
  };
  const answer = await waitFor(answerOf, { timeoutMs, intervalMs: 250 });
  if (!answer) throw new Error(refused);
  return answer.exists;
}

async function waitUntil(condition: () => Promise<boolean>, timeoutMs: number, problem: string): Promise<void> {
  const found = await waitFor(async () => ((await condition()) ? true : null), { timeoutMs, intervalMs: 250 });
  if (!found) throw new Error(problem);
}
