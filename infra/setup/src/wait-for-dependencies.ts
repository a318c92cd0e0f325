import { waitFor } from '@ticketing/common/backoff';
import { createKafka } from '@ticketing/common/kafka';
import { type Logger, silentLogger } from '@ticketing/common/log';
import { connectMongo } from '@ticketing/common/mongo';
import { subjectOf, topicNames, topicsToCreate } from '@ticketing/contracts';
import { z } from 'zod';

/** What a program finds when it starts; what it has no address of, it does not need. */
export interface Dependencies {
  brokers?: string[] | undefined;
  registryUrl?: string | undefined;
  mongoUri?: string | undefined;
  log: Logger;
  timeoutMs?: number;
}

/**
 * Waits until the topics, the schemas and the replica set are there. Where an orchestrator starts everything at once, this
 * is the order: nobody dies of a dependency that is not ready yet.
 * @throws when the time is over, naming what is missing
 */
export async function waitForDependencies({
  brokers,
  registryUrl,
  mongoUri,
  log,
  timeoutMs = 10 * 60_000,
}: Dependencies): Promise<void> {
  const looks: Record<string, () => Promise<boolean>> = {
    ...(brokers && { topics: () => hasTopics(brokers) }),
    ...(registryUrl && { schemas: () => hasSchemas(registryUrl) }),
    ...(mongoUri && { database: () => hasPrimary(mongoUri) }),
  };
  for (const [name, look] of Object.entries(looks)) {
    log.info({ dependency: name }, 'waiting');
    // Away, not there yet and being set up are the same to somebody who waits; the last reason is told at the end.
    let reason: unknown = 'not there';
    const isThere = () =>
      look().then(
        (found) => found || null,
        (error: unknown) => {
          reason = error;
          return null;
        },
      );
    if (!(await waitFor(isThere, { timeoutMs, intervalMs: 1_000 })))
      throw new Error(`${name}: still missing after ${timeoutMs / 1000} s (${reason})`, { cause: reason });
  }
  log.info({ dependencies: Object.keys(looks) }, 'all there');
}

async function hasTopics(brokers: string[]): Promise<boolean> {
  const admin = createKafka({ clientId: 'setup', brokers, log: silentLogger() }).admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    const existing = new Set(await admin.listTopics());
    return topicsToCreate().every(({ name }) => existing.has(name));
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

async function hasSchemas(registryUrl: string): Promise<boolean> {
  const answer = await fetch(`${registryUrl}/subjects`, { signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) return false;
  const subjects = new Set(z.array(z.string()).parse(await answer.json()));
  return topicNames.every((topic) => subjects.has(subjectOf(topic)));
}

async function hasPrimary(uri: string): Promise<boolean> {
  const connection = await connectMongo(uri);
  await connection.close();
  return true;
}
