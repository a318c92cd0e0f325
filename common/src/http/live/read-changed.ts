/** Options of a reader that loads changed rows for their followers. */
export interface ChangedReaderOptions<Changed, Row> {
  /** Reads the current rows. */
  read: (changed: Changed[]) => Promise<Row[]>;
  publish: (row: Row) => void;
  /** Called when a read fails: followers of these rows must reconnect. */
  onFailure: (changed: Changed[], error: unknown) => void;
}

/**
 * Collects changes while a read is in progress and reads them together. Reads never overlap, so none delivers an older
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
