import { pause, waitFor } from '@ticketing/common/backoff';
import type pg from 'pg';
import { type ApplyConnectorOptions, applyConnector, connectorName, waitUntilRunning } from './apply-connector.ts';
import { slotName, withDatabase } from './replication-slot.ts';

type SlotState = 'usable' | 'missing' | 'lost';

/**
 * Makes a new replication slot when there is none, or when the server has thrown away log that it still needed. The connector
 * forgets how far it was and goes on from now: what was written without a slot only reconciling can publish.
 * @returns false when the slot was usable; then nothing was touched
 */
export async function ensureSlot(options: ApplyConnectorOptions): Promise<boolean> {
  const state = await withDatabase(options.database, readSlot);
  if (state === 'usable') return false;
  const connector = `${options.connectUrl.replace(/\/$/, '')}/connectors/${connectorName}`;
  const deadlineMs = options.timeoutMs ?? 60_000;
  // Connect refuses to start from an offset that no slot has any more, and forgets it only while the connector is stopped.
  const isApplied = await ask(`${connector}/stop`, 'PUT', deadlineMs);
  const hasStopped = async () => ['STOPPED', null].includes(await stateOf(connector));
  await until(hasStopped, deadlineMs, 'the connector does not stop');
  if (state === 'lost') await withDatabase(options.database, dropSlot);
  await ask(`${connector}/offsets`, 'DELETE', deadlineMs);
  await ask(`${connector}/resume`, 'PUT', deadlineMs);
  // One that is there keeps its settings.
  if (isApplied) await waitUntilRunning(connector, Date.now() + deadlineMs);
  else await applyConnector(options);
  const isThere = async () => (await withDatabase(options.database, readSlot)) === 'usable';
  await until(isThere, deadlineMs, 'the connector runs, but made no slot');
  options.log.warn({ slot: slotName, was: state }, 'replication slot made anew; reconcile orders now');
  return true;
}

const readSlot = async (client: pg.Client): Promise<SlotState> => {
  const { rows } = await client.query<{ isLost: boolean }>(
    `SELECT wal_status = 'lost' AS "isLost" FROM pg_replication_slots WHERE slot_name = $1`,
    [slotName],
  );
  if (!rows[0]) return 'missing';
  return rows[0].isLost ? 'lost' : 'usable';
};

const dropSlot = (client: pg.Client) => client.query('SELECT pg_drop_replication_slot($1)', [slotName]);

/** @returns null when there is no such connector */
async function stateOf(connector: string): Promise<string | null> {
  const answer = await fetch(`${connector}/status`);
  if (answer.status === 404) return null;
  if (!answer.ok) return 'unknown';
  const { connector: found } = (await answer.json()) as { connector?: { state?: string } };
  return found?.state ?? 'unknown';
}

/** @returns false when there is no such connector: it has nothing to stop or to forget */
async function ask(url: string, method: 'PUT' | 'DELETE', timeoutMs: number): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; ; ) {
    const answer = await fetch(url, { method });
    if (answer.ok || answer.status === 404) return answer.ok;
    // 400 and 409: it has not stopped yet, or the workers are rebalancing. 5xx: Connect is not up yet.
    if (Date.now() > deadline)
      throw new Error(`Connect refused ${method} ${url} (${answer.status}): ${await answer.text()}`);
    await pause(250);
  }
}

async function until(isSo: () => Promise<boolean>, timeoutMs: number, problem: string): Promise<void> {
  const found = await waitFor(async () => ((await isSo()) ? true : null), { timeoutMs, intervalMs: 250 });
  if (!found) throw new Error(problem);
}
