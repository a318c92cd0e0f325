import { PermanentError } from '@ticketing/common/errors';
import type { Logger } from '@ticketing/common/log';
import {
  maxEventIds,
  orderRecordsBody,
  orderRecordsPath,
  processedBody,
  processedPath,
  type RecordsOf,
} from '@ticketing/common/operations';
import { currentTraceparent, inDependencySpan } from '@ticketing/common/telemetry';
import type { z } from 'zod';

export type ServiceRecords = z.infer<typeof orderRecordsBody>;
export type Processed = z.infer<typeof processedBody>;

/** How a service has answered about an order. */
export type RecordsAnswer =
  | { status: 'found'; records: ServiceRecords }
  | { status: 'unknown' }
  /** It did not answer in time, failed, or refused. */
  | { status: 'unavailable' };

/** Asks services what they keep; with the session of the operator who looks, so that they decide who may. */
export interface ServiceRecordsReader {
  /** The services that can be asked. */
  names: readonly string[];
  readRecords(name: string, of: RecordsOf, session: string): Promise<RecordsAnswer>;
  /** Returns those of the events that a service has processed; null when it is unavailable. */
  findProcessed(name: string, eventIds: readonly string[], session: string): Promise<Processed | null>;
}

/** A page waits for the slowest service. */
const timeoutMs = 2_000;

/** @param services base addresses by name */
export function createServiceRecords(
  services: readonly { name: string; url: string }[],
  log: Logger,
): ServiceRecordsReader {
  const urls = new Map(services.map(({ name, url }) => [name, url]));
  const ask = async (name: string, path: string, session: string) => {
    const traceparent = currentTraceparent();
    const answer = await fetch(`${urls.get(name)}${path}`, {
      headers: { cookie: session, ...(traceparent && { traceparent }) },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (answer.status !== 200 && answer.status !== 404) {
      // An unread body would keep the connection.
      await answer.body?.cancel();
      throw new PermanentError('not_answered', `the service responded with ${answer.status}`);
    }
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  const traced = <T>(name: string, work: () => Promise<T>, otherwise: T): Promise<T> =>
    inDependencySpan(
      () => ({ name: `ask ${name}`, attributes: { 'peer.service': name } }),
      () => work(),
    ).catch((err: unknown) => {
      log.warn({ err, source: name }, 'records of a service not read');
      return otherwise;
    });
  return {
    names: [...urls.keys()],
    readRecords: (name, of, session) =>
      traced<RecordsAnswer>(
        name,
        async () => {
          const { status, body } = await ask(name, orderRecordsPath(of), session);
          return status === 404 ? { status: 'unknown' } : { status: 'found', records: orderRecordsBody.parse(body) };
        },
        { status: 'unavailable' },
      ),
    findProcessed: (name, eventIds, session) =>
      traced<Processed | null>(
        name,
        async () => {
          const parts = Array.from({ length: Math.ceil(eventIds.length / maxEventIds) }, (_, index) =>
            eventIds.slice(index * maxEventIds, (index + 1) * maxEventIds),
          );
          const answers = await Promise.all(parts.map((part) => ask(name, processedPath(part), session)));
          return answers.flatMap(({ body }) => processedBody.parse(body));
        },
        null,
      ),
  };
}
