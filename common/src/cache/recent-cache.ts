export interface RecentCache<T> {
  /** Returns a value; null when there is none. Concurrent callers share a read. */
  get(id: string): Promise<T | null>;
}

/**
 * Keeps the values that were used last. For what never changes once it exists, so that nothing has to be invalidated; what was
 * not found or not read is not kept.
 */
export function createRecentCache<T>(
  read: (id: string) => Promise<T | null>,
  { maxValues }: { maxValues: number },
): RecentCache<T> {
  const kept = new Map<string, Promise<T | null>>();
  const readAndForgetFailure = async (id: string): Promise<T | null> => {
    let found: T | null = null;
    try {
      found = await read(id);
      return found;
    } finally {
      if (found === null) kept.delete(id);
    }
  };
  return {
    get(id) {
      const value = kept.get(id) ?? readAndForgetFailure(id);
      // A Map iterates in the order of insertion: the first key was used least recently.
      kept.delete(id);
      kept.set(id, value);
      const [oldest] = kept.keys();
      if (kept.size > maxValues && oldest !== undefined) kept.delete(oldest);
      return value;
    },
  };
}
