import { retryUntilStopped } from '../backoff/index.ts';
import type { Logger } from '../log/index.ts';
import type { Connection } from './connection.ts';

export interface ChangeFollower {
  /** Called for each inserted or updated document, with its id. */
  onChange: (id: unknown) => void;
  /** Called when changes may have been missed: at the start, and after an outage longer than the oplog. */
  onGap: () => void;
  log: Logger;
}

/**
 * Follows a collection with one change stream. Reports only ids: most changes have no followers, and each lookup would
 * cost a read. The driver resumes the stream after an outage; if it can't, a new stream starts with a gap.
 * @returns a function that stops following
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

  async function follow(working: () => void): Promise<void> {
    stream = open();
    try {
      let change = await stream.tryNext();
      // No change is missed from here on.
      working();
      onGap();
      while (!stopping.signal.aborted) {
        if (change && 'documentKey' in change) onChange(change.documentKey._id);
        change = await stream.tryNext();
      }
    } finally {
      await stream.close().catch(() => undefined);
    }
  }

  const done = retryUntilStopped(follow, {
    signal: stopping.signal,
    onFailure(err, { failures, retryInMs }) {
      if (!stopping.signal.aborted)
        log.warn({ err, collection, failures, retryInMs }, 'change stream ended; will reopen');
    },
  });
  return async () => {
    stopping.abort();
    await stream?.close().catch(() => undefined);
    await done;
  };
}
