import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pause } from '@ticketing/common/backoff';
import type { Logger } from '@ticketing/common/log';
import { z } from 'zod';
import { createFirstSlot } from './create-first-slot.ts';
import type { ConnectorDatabase } from './replication-slot.ts';

export interface ApplyConnectorOptions {
  /** Kafka Connect's REST API. */
  connectUrl: string;
  database: ConnectorDatabase;
  log: Logger;
  timeoutMs?: number;
}

export const connectorName = 'orders-outbox';

const status = z.object({
  connector: z.object({ state: z.string(), trace: z.string().optional() }),
  tasks: z.array(z.object({ state: z.string(), trace: z.string().optional() })),
});

async function connectorConfig({
  host,
  port,
  user,
  password,
  name,
}: ConnectorDatabase): Promise<Record<string, string>> {
  const file = join(import.meta.dirname, '../connector/orders-outbox.json');
  return {
    ...(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>),
    'database.hostname': host,
    'database.port': String(port),
    'database.user': user,
    'database.password': password,
    'database.dbname': name,
  };
}

/**
 * Creates or updates the Debezium connector of the orders outbox and waits until its task runs. Idempotent.
 * @throws when Connect refuses the configuration, the task fails, or the timeout passes
 */
export async function applyConnector({
  connectUrl,
  database,
  log,
  timeoutMs = 60_000,
}: ApplyConnectorOptions): Promise<void> {
  const base = `${connectUrl.replace(/\/$/, '')}/connectors/${connectorName}`;
  await createFirstSlot(database);
  const config = await connectorConfig(database);
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const response = await fetch(`${base}/config`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(config),
    });
    if (response.ok) break;
    // 409: the workers are rebalancing. 5xx: Connect is not ready yet.
    const isTemporary = response.status === 409 || response.status >= 500;
    if (!isTemporary || Date.now() > deadline)
      throw new Error(`Connect refused the connector (${response.status}): ${await response.text()}`);
    await pause(250);
  }
  await waitUntilRunning(base, deadline);
  log.info({ connector: connectorName }, 'connector is running');
}

/**
 * Waits until a connector's task runs.
 * @param connector its URL at Connect
 * @param deadline milliseconds since the epoch
 * @throws when the connector or its task fails, or the deadline passes
 */
export async function waitUntilRunning(connector: string, deadline: number): Promise<void> {
  for (;;) {
    const response = await fetch(`${connector}/status`);
    const current = response.ok ? status.parse(await response.json()) : null;
    const failed = current && [current.connector, ...current.tasks].find(({ state }) => state === 'FAILED');
    if (failed) throw new Error(`the connector failed: ${failed.trace ?? 'no trace'}`);
    if (current?.tasks.some(({ state }) => state === 'RUNNING')) return;
    if (Date.now() > deadline) throw new Error(`the connector did not start in time: ${JSON.stringify(current)}`);
    await pause(100);
  }
}
