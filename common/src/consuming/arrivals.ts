import type { Topic } from '@ticketing/contracts';

/** Notifies waiting requests of this process when an event with a given topic and key is applied. */
export interface Arrivals {
  /** Call after the event's transaction is committed. */
  notify(topic: Topic, key: string): void;
  /**
   * Subscribes to events of one key. To miss nothing, subscribe before reading the database.
   * @param topics an event on any of these topics counts
   */
  listen(topics: readonly Topic[], key: string): ArrivalListener;
}

export interface ArrivalListener {
  /** Resolves to true once an event has arrived since the last call, or to false after the timeout. */
  next(timeoutMs: number): Promise<boolean>;
  close(): void;
}

/** Creates the {@link Arrivals} of a process. Other replicas' arrivals are not among them. */
export function createArrivals(): Arrivals {
  const listeners = new Map<string, Set<() => void>>();
  const nameOf = (topic: Topic, key: string) => `${topic} ${key}`;
  return {
    notify(topic, key) {
      for (const signal of listeners.get(nameOf(topic, key)) ?? []) signal();
    },
    listen(topics, key) {
      let hasArrived = false;
      let wake: () => void = () => undefined;
      const signal = () => {
        hasArrived = true;
        wake();
      };
      const names = topics.map((topic) => nameOf(topic, key));
      for (const name of names) listeners.set(name, (listeners.get(name) ?? new Set()).add(signal));
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
          const result = hasArrived;
          hasArrived = false;
          return result;
        },
        close() {
          for (const name of names) {
            const set = listeners.get(name);
            set?.delete(signal);
            if (set?.size === 0) listeners.delete(name);
          }
        },
      };
    },
  };
}
