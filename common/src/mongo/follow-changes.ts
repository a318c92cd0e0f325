import { pause } from '../backoff/index.ts';
import type { Logger } from '../log/index.ts';
import type { Connection } from './connection.ts';

export interface ChangeFollower {
  /** The document with this id was inserted or updated. */
  onChange: (id: unknown) => void;
  /** Changes may have been missed before this: at the start, and after an outage that outlasted the history. */
  onGap: () => void;
  log: Logger;
}

const reopenAfterMs = 1_000;

/**
 * Follows a collection by one change stream. It tells ids only: most changes interest nobody, and looking each of them up
 * would be a read more for the database. The driver resumes it after an outage; where it can't, it begins anew with a gap.
 * @returns a function that stops it
 */
export function followChanges(
  connection: Connection,
  collection: string,
  { onChange, onGap, log }: ChangeFollower,
): () => Promise<void> {
  const stopping = new AbortController();
  const open = () =>
    connection
      .collection(collection)
      .watch(
        [{ $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }, { $project: { documentKey: 1 } }],
        {
          maxAwaitTimeMS: 1_000,
        },
      );
  let stream: ReturnType<typeof open> | undefined;

  async function follow(): Promise<void> {
    stream = open();
    let change = await stream.tryNext();
    // From here on nothing is missed.
    onGap();
    while (!stopping.signal.aborted) {
      if (change && 'documentKey' in change) onChange(change.documentKey._id);
      change = await stream.tryNext();
    }
  }

  const loop = async () => {
    while (!stopping.signal.aborted) {
      await follow().catch((err: unknown) => {
        if (!stopping.signal.aborted) log.warn({ err, collection }, 'change stream ended; it begins anew');
      });
      await stream?.close().catch(() => undefined);
      await pause(reopenAfterMs, stopping.signal);
    }
  };
  const done = loop();
  return async () => {
    stopping.abort();
    await stream?.close().catch(() => undefined);
    await done;
  };
}
