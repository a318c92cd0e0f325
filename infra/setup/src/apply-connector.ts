import { waitFor } from '@ticketing/common/backoff';
import type { Logger } from '@ticketing/common/log';
import { z } from 'zod';
import { connectorConfig, connectorNameOf } from './connector-config.ts';
import { createFirstSlot } from './create-first-slot.ts';
import type { ConnectorDatabase } from './replication-slot.ts';

export interface ApplyConnectorOptions {
  /** Kafka Connect's REST API. */
  connectUrl: string;
  database: ConnectorDatabase;
  log: Logger;
  timeoutMs?: number;
}

const status = z.object({
  connector: z.object({ state: z.string(), trace: z.string().optional() }),
  tasks: z.array(z.object({ state: z.string(), trace: z.string().optional() })),
});

/**
 * Creates or updates the Debezium connector of a service's outbox and waits until its task runs. Idempotent.
 * @throws when Connect refuses the configuration, the task fails, or the timeout passes
 */
export async function applyConnector({
  connectUrl,
  database,
  log,
  timeoutMs = 60_000,
}: ApplyConnectorOptions): Promise<void> {
  const connector = connectorNameOf(database.name);
  const base = `${connectUrl.replace(/\/$/, '')}/connectors/${connector}`;
  await createFirstSlot(database);
  const deadline = Date.now() + timeoutMs;
  await putConfig(`${base}/config`, connectorConfig(database), deadline);
  await waitUntilRunning(base, deadline);
  log.info({ connector }, 'connector is running');
}

/** @throws when Connect refuses the configuration, or is not ready before the deadline */
async function putConfig(url: string, config: Record<string, string>, deadline: number): Promise<void> {
  let refused = '';
  const isAccepted = async () => {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(config),
    });
    if (response.ok) return true;
    refused = `Connect refused the connector (${response.status}): ${await response.text()}`;
    // 409: the workers are rebalancing. 5xx: Connect is not ready yet.
    if (response.status !== 409 && response.status < 500) throw new Error(refused);
    return null;
  };
  if (!(await waitFor(isAccepted, { timeoutMs: deadline - Date.now(), intervalMs: 250 }))) throw new Error(refused);
}

/**
 * Waits until a connector's task runs.
 * @param connector its URL at Connect
 * @param deadline milliseconds since the epoch
 * @throws when the connector or its task fails, or the deadline passes
 */
export async function waitUntilRunning(connector: string, deadline: number): Promise<void> {
  let current: z.infer<typeof status> | null = null;
  const isRunning = async () => {
    const response = await fetch(`${connector}/status`);
    current = response.ok ? status.parse(await response.json()) : null;
    const failed = current && [current.connector, ...current.tasks].find(({ state }) => state === 'FAILED');
    if (failed) throw new Error(`the connector failed: ${failed.trace ?? 'no trace'}`);
    return current?.tasks.some(({ state }) => state === 'RUNNING') ? true : null;
  };
  if (!(await waitFor(isRunning, { timeoutMs: deadline - Date.now(), intervalMs: 100 })))
    throw new Error(`the connector did not start in time: ${JSON.stringify(current)}`);
}
