/** Rows by id in insertion order, with both paging directions of a Stripe list. */
export interface Table<Row> {
  get: (id: string) => Row | undefined;
  put: (id: string, row: Row) => void;
  remove: (id: string) => void;
  rows: () => Row[];
  /** From newest to oldest; with `beforeId`, only rows older than that one. */
  newestFirst: (beforeId?: string) => Iterable<Row>;
  /** From the row after `id` to the newest. */
  newerThan: (id: string) => Iterable<Row>;
}

export function createTable<Row>(): Table<Row> {
  const rowById = new Map<string, Row>();
  const positionById = new Map<string, number>();
  let ids: (string | null)[] = [];

  function* walk(from: number, step: 1 | -1): Iterable<Row> {
    for (let at = from; at >= 0 && at < ids.length; at += step) {
      const id = ids[at];
      const row = id ? rowById.get(id) : undefined;
      if (row !== undefined) yield row;
    }
  }

  function removeGaps(): void {
    ids = [...rowById.keys()];
    ids.forEach((id, position) => {
      if (id) positionById.set(id, position);
    });
  }

  const positionOf = (id: string): number => positionById.get(id) ?? -1;

  return {
    get: (id) => rowById.get(id),
    put(id, row) {
      if (!rowById.has(id)) positionById.set(id, ids.push(id) - 1);
      rowById.set(id, row);
    },
    remove(id) {
      rowById.delete(id);
      const position = positionById.get(id);
      if (position !== undefined) ids[position] = null;
      positionById.delete(id);
      // Short-lived rows (deliveries) would otherwise leave holes forever.
      if (ids.length > 1000 && rowById.size < ids.length / 2) removeGaps();
    },
    rows: () => [...rowById.values()],
    newestFirst: (beforeId) => walk(beforeId === undefined ? ids.length - 1 : positionOf(beforeId) - 1, -1),
    newerThan: (id) => walk(positionOf(id) + 1, 1),
  };
}
