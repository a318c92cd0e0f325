/** Work in progress in this process, by key. */
export interface InProgress {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when the key's work has ended, whatever its outcome; at once without any. */
  ended(key: string): Promise<void>;
}

export function createInProgress(): InProgress {
  const running = new Map<string, Promise<unknown>>();
  return {
    async run(key, work) {
      const promise = work();
      running.set(key, promise);
      try {
        return await promise;
      } finally {
        running.delete(key);
      }
    },
    async ended(key) {
      await running.get(key)?.catch(() => undefined);
    },
  };
}
