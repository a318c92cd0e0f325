import { waitFor } from '@ticketing/common/backoff';
import { askRegistry, createKafka, openAdmin } from '@ticketing/common/kafka';
import { type Logger, silentLogger } from '@ticketing/common/log';
import { connectMongo } from '@ticketing/common/mongo';
import { subjectOf, topicNames, topicsToCreate } from '@ticketing/contracts';
import { z } from 'zod';

/** A program's dependencies; those without an address are skipped. */
export interface Dependencies {
  brokers?: readonly string[] | undefined;
  registryUrl?: string | undefined;
  mongoUri?: string | undefined;
  log: Logger;
  timeoutMs?: number;
}

/**
 * Waits until topics, schemas and replica set are ready. Where an orchestrator starts everything at once, this provides
 * the start order, so that no program crashes because of a dependency that is not ready yet.
 * @throws after the timeout, naming the missing dependency
 */
export async function waitForDependencies({
  brokers,
  registryUrl,
  mongoUri,
  log,
  timeoutMs = 10 * 60_000,
}: Dependencies): Promise<void> {
  const checks: Record<string, () => Promise<boolean>> = {
    ...(brokers && { topics: () => hasTopics(brokers) }),
    ...(registryUrl && { schemas: () => hasSchemas(registryUrl) }),
    ...(mongoUri && { database: () => hasPrimary(mongoUri) }),
  };
  for (const [name, check] of Object.entries(checks)) {
    log.info({ dependency: name }, 'waiting');
    // Unavailable, missing and starting are treated alike; the error reports the last reason.
    let reason: unknown = 'not ready';
    const isReady = () =>
      check().then(
        (found) => found || null,
        (error: unknown) => {
          reason = error;
          return null;
        },
      );
    if (!(await waitFor(isReady, { timeoutMs, intervalMs: 1_000 })))
      throw new Error(`${name}: still missing after ${timeoutMs / 1000} s (${reason})`, { cause: reason });
  }
  log.info({ dependencies: Object.keys(checks) }, 'all dependencies are ready');
}

async function hasTopics(brokers: readonly string[]): Promise<boolean> {
  const admin = await openAdmin(createKafka({ clientId: 'setup', brokers, log: silentLogger() }), { retries: 0 });
  try {
    const existing = new Set(await admin.listTopics());
    return topicsToCreate().every(({ name }) => existing.has(name));
  } finally {
    await admin.close().catch(() => undefined);
  }
}

async function hasSchemas(registryUrl: string): Promise<boolean> {
  const response = await askRegistry(registryUrl, '/subjects');
  if (!response.ok) return false;
  const subjects = new Set(z.array(z.string()).parse(await response.json()));
  return topicNames.every((topic) => subjects.has(subjectOf(topic)));
}

async function hasPrimary(uri: string): Promise<boolean> {
  const connection = await connectMongo(uri);
  await connection.close();
  return true;
}
