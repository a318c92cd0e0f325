interface PendingRead<T> {
  ids: readonly string[];
  resolve(items: T[]): void;
  reject(error: unknown): void;
}

/**
 * Coalesces concurrent reads by id: one read at a time, for everything requested before it starts. So thousands of followers
 * of a few items cost a few reads. No caller gets a result that was read before its request.
 * @param maxIds maximum number of ids per read, unless a single request has more
 */
export function coalesceReads<T extends { id: string }>(
  read: (ids: readonly string[]) => Promise<T[]>,
  maxIds = 1_000,
): (ids: readonly string[]) => Promise<T[]> {
  const pending: PendingRead<T>[] = [];
  let isReading = false;

  function takeBatch(): { batch: PendingRead<T>[]; ids: Set<string> } {
    const [batch, ids]: [PendingRead<T>[], Set<string>] = [[], new Set()];
    while (pending[0] && (batch.length === 0 || ids.size + pending[0].ids.length <= maxIds)) {
      const [next] = pending.splice(0, 1);
      if (!next) break;
      batch.push(next);
      for (const id of next.ids) ids.add(id);
    }
    return { batch, ids };
  }

  async function readAll(): Promise<void> {
    if (isReading) return;
    isReading = true;
    while (pending.length > 0) {
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
      pending.push({ ids, resolve, reject });
      // Deferred, so that every request of the same tick joins the read.
      queueMicrotask(() => void readAll());
    });
}
