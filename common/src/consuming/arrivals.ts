import type { Topic } from '@ticketing/contracts';

/** Events of a topic by key, told to those of this process who wait for them. */
export interface Arrivals {
  /** An event was applied, and its transaction is committed. */
  notify(topic: Topic, key: string): void;
  /**
   * Begins to listen for events of one key. Listen first, then look: what arrives in between is not missed.
   * @param topics any of them
   */
  listen(topics: readonly Topic[], key: string): ArrivalListener;
}

export interface ArrivalListener {
  /** Resolves to true at an event since the last call, or to false when the time is over. */
  next(timeoutMs: number): Promise<boolean>;
  close(): void;
}

export function createArrivals(): Arrivals {
  const listeners = new Map<string, Set<() => void>>();
  const nameOf = (topic: Topic, key: string) => `${topic} ${key}`;
  return {
    notify(topic, key) {
      for (const ring of listeners.get(nameOf(topic, key)) ?? []) ring();
    },
    listen(topics, key) {
      let hasArrived = false;
      let wake: () => void = () => undefined;
      const ring = () => {
        hasArrived = true;
        wake();
      };
      const names = topics.map((topic) => nameOf(topic, key));
      for (const name of names) listeners.set(name, (listeners.get(name) ?? new Set()).add(ring));
      return {
        async next(timeoutMs) {
          if (!hasArrived) {
            await new Promise<void>((resolve) => {
              const timer = setTimeout(resolve, timeoutMs);
              wake = () => {
                clearTimeout(timer);
                resolve();
              };
            });
          }
          const isNews = hasArrived;
          hasArrived = false;
          return isNews;
        },
        close() {
          for (const name of names) {
            const set = listeners.get(name);
            set?.delete(ring);
            if (set?.size === 0) listeners.delete(name);
          }
        },
      };
    },
  };
}
