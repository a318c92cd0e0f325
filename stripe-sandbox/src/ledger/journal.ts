import { open } from 'node:fs/promises';

export interface Journal {
  /** Resolves once the text and everything before it is on disk. */
  append: (text: string) => Promise<void>;
  /** Resolves once everything appended so far is on disk. */
  flushed: () => Promise<void>;
  sizeBytes: () => number;
  close: () => Promise<void>;
}

interface Batch {
  texts: string[];
  done: PromiseWithResolvers<void>;
}

/**
 * Opens a journal with group commit: texts appended during one fsync share the next one, so the disk's few milliseconds
 * are paid per batch, not per request.
 * @param startAfter nothing is written before it resolves, so that two journals keep the order of their contents
 */
export async function openJournal(path: string, startAfter: Promise<void> = Promise.resolve()): Promise<Journal> {
  const file = await open(path, 'a');
  let sizeBytes = (await file.stat()).size;
  let waiting = newBatch();
  let inFlight: Batch | undefined;
  let isDraining = false;
  let failure: Error | undefined;

  async function drain(): Promise<void> {
    isDraining = true;
    try {
      await startAfter;
      while (waiting.texts.length > 0) {
        inFlight = waiting;
        waiting = newBatch();
        const bytes = Buffer.from(inFlight.texts.join(''));
        await file.appendFile(bytes);
        await file.datasync();
        sizeBytes += bytes.length;
        inFlight.done.resolve();
      }
    } catch (cause) {
      // Memory and disk differ from here on, so no more writes may be accepted.
      failure = new Error(`journal ${path} cannot be written`, { cause });
      inFlight?.done.reject(failure);
      waiting.done.reject(failure);
    } finally {
      inFlight = undefined;
      isDraining = false;
    }
  }

  async function flushed(): Promise<void> {
    if (failure) throw failure;
    if (waiting.texts.length > 0) await waiting.done.promise;
    else await inFlight?.done.promise;
  }

  return {
    append(text) {
      if (failure) return Promise.reject(failure);
      waiting.texts.push(text);
      const { promise } = waiting.done;
      if (!isDraining) void drain();
      return promise;
    },
    flushed,
    sizeBytes: () => sizeBytes,
    async close() {
      await flushed();
      await file.close();
    },
  };
}

function newBatch(): Batch {
  const done = Promise.withResolvers<void>();
  // Each appender sees the failure; a batch without waiters must not crash the process.
  done.promise.catch(() => undefined);
  return { texts: [], done };
}
