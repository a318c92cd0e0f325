import type { Topic } from '@ticketing/contracts';
import type avsc from 'avsc';

export interface RegisteredSchema {
  id: number;
  writer: avsc.Type;
}

/** After this long the registry is asked for a newer schema. */
const freshMs = 30_000;
/** For this long after a failure the registry is left alone, and nobody waits for its time-out again. */
const restMs = 1_000;

/**
 * The latest registered schema of each topic, remembered. Once a topic's schema is known nobody waits for the registry:
 * a newer one is asked for in the background, and while the registry is away the known one serves.
 */
export function createLatestSchemas(read: (topic: Topic) => Promise<RegisteredSchema>, now: () => number) {
  const latest = new Map<Topic, RegisteredSchema & { readAt: number }>();
  const failures = new Map<Topic, { error: unknown; at: number }>();
  const refreshing = new Set<Topic>();

  /** Asks the registry, after the call and not before. Rejects at once when it has just failed. */
  const refreshed = async (topic: Topic): Promise<RegisteredSchema> => {
    const failure = failures.get(topic);
    if (failure && now() - failure.at < restMs) throw failure.error;
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

  const refreshInBackground = (topic: Topic) => {
    if (refreshing.has(topic)) return;
    refreshing.add(topic);
    void refreshed(topic)
      .catch(() => undefined)
      .finally(() => refreshing.delete(topic));
  };

  return {
    refreshed,
    /** The schema as of half a minute ago or later. */
    async known(topic: Topic): Promise<RegisteredSchema> {
      const schema = latest.get(topic);
      if (!schema) return refreshed(topic);
      if (now() - schema.readAt >= freshMs) refreshInBackground(topic);
      return schema;
    },
  };
}
