interface Asked<T> {
  ids: readonly string[];
  resolve(items: T[]): void;
  reject(error: unknown): void;
}

/**
 * Reads by id for many who ask at once: one read at a time, of all that was asked for until it begins. So thousands of followers
 * of a few things cost a few reads. Nobody gets what was read before it asked.
 * @param maxIds of one read, unless one alone asks for more
 */
export function coalesced<T extends { id: string }>(
  read: (ids: readonly string[]) => Promise<T[]>,
  maxIds = 1_000,
): (ids: readonly string[]) => Promise<T[]> {
  const asked: Asked<T>[] = [];
  let isReading = false;

  function takeBatch(): { batch: Asked<T>[]; ids: Set<string> } {
    const [batch, ids]: [Asked<T>[], Set<string>] = [[], new Set()];
    while (asked[0] && (batch.length === 0 || ids.size + asked[0].ids.length <= maxIds)) {
      const [next] = asked.splice(0, 1);
      if (!next) break;
      batch.push(next);
      for (const id of next.ids) ids.add(id);
    }
    return { batch, ids };
  }

  async function readAll(): Promise<void> {
    if (isReading) return;
    isReading = true;
    while (asked.length > 0) {
      const { batch, ids } = takeBatch();
      try {
        const found = new Map((await read([...ids])).map((item) => [item.id, item]));
        for (const { ids: wanted, resolve } of batch) resolve(wanted.flatMap((id) => found.get(id) ?? []));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isReading = false;
  }

  return (ids) =>
    new Promise((resolve, reject) => {
      asked.push({ ids, resolve, reject });
      // After all who ask at this moment.
      queueMicrotask(() => void readAll());
    });
}
