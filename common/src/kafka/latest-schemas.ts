import type { Topic } from '@ticketing/contracts';
import type avsc from 'avsc';

export interface RegisteredSchema {
  id: number;
  writer: avsc.Type;
}

/** A cached schema older than this is refreshed. */
const refreshAfterMs = 30_000;
/** For this long after a failure, the registry is not queried, so that callers don't wait for its timeout again. */
const failureBackoffMs = 1_000;

/**
 * Caches the latest registered schema of each topic. Once a schema is cached, no caller waits for the registry: it is
 * refreshed in the background, and the cached one serves while the registry is unavailable.
 */
export function createLatestSchemas(read: (topic: Topic) => Promise<RegisteredSchema>, now: () => number) {
  const latest = new Map<Topic, RegisteredSchema & { readAt: number }>();
  const failures = new Map<Topic, { error: unknown; at: number }>();
  const pending = new Map<Topic, Promise<RegisteredSchema>>();

  /** Queries the registry; never returns an older result. Rejects at once right after a failure. */
  const refresh = async (topic: Topic): Promise<RegisteredSchema> => {
    const failure = failures.get(topic);
    if (failure && now() - failure.at < failureBackoffMs) throw failure.error;
    try {
      const schema = await read(topic);
      latest.set(topic, { ...schema, readAt: now() });
      failures.delete(topic);
      return schema;
    } catch (error) {
      failures.set(topic, { error, at: now() });
      throw error;
    }
  };

  /** The same for callers that accept the result of a query in progress: a thousand first encodes are one query. */
  const refreshTogether = (topic: Topic): Promise<RegisteredSchema> => {
    const current = pending.get(topic) ?? refresh(topic).finally(() => pending.delete(topic));
    pending.set(topic, current);
    return current;
  };

  return {
    refresh,
    /** Returns a schema that may be up to half a minute old. */
    async get(topic: Topic): Promise<RegisteredSchema> {
      const schema = latest.get(topic);
      if (!schema) return refreshTogether(topic);
      if (now() - schema.readAt >= refreshAfterMs) refreshTogether(topic).catch(() => undefined);
      return schema;
    },
  };
}
