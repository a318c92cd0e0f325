/** Reads what has changed, by id, for those who follow it. */
export interface ChangedReaderOptions<Changed, Row> {
  /** The rows as they are now. */
  read: (changed: Changed[]) => Promise<Row[]>;
  publish: (row: Row) => void;
  /** Those who follow these are to come again. */
  onFailure: (changed: Changed[], error: unknown) => void;
}

/**
 * Collects changes while a read is under way and reads them together. One read after the other, so that none brings an older
 * state than the one before.
 */
export function createChangedReader<Changed, Row>({ read, publish, onFailure }: ChangedReaderOptions<Changed, Row>) {
  const changed = new Map<string, Changed>();
  let isReading = false;
  const readAll = async (): Promise<void> => {
    isReading = true;
    while (changed.size > 0) {
      const wanted = [...changed.values()];
      changed.clear();
      try {
        for (const row of await read(wanted)) publish(row);
      } catch (error) {
        onFailure(wanted, error);
      }
    }
    isReading = false;
  };
  return (id: string, change: Changed): void => {
    changed.set(id, change);
    if (!isReading) void readAll();
  };
}
