import type { IncomingMessage } from '../kafka/index.ts';

/** Durable markers of messages in flight. A marker that outlives its process identifies a message that may have crashed it. */
export interface InFlightMarkers {
  /** Marks a message as in flight. @returns how many earlier markers were never cleared: crashes with this message in flight */
  mark(location: string): Promise<number>;
  clear(location: string): Promise<void>;
  /** Marks several messages at once. */
  markAll(locations: readonly string[]): Promise<Map<string, number>>;
  clearAll(locations: readonly string[]): Promise<void>;
}

/** Derives the single-message methods from the batch methods of a store. */
export const inFlightMarkers = ({
  markAll,
  clearAll,
}: Pick<InFlightMarkers, 'markAll' | 'clearAll'>): InFlightMarkers => ({
  markAll,
  clearAll,
  mark: async (location) => (await markAll([location])).get(location) ?? 0,
  clear: (location) => clearAll([location]),
});

/** Crashes with one message in flight before it counts as poison. Random kills don't hit the same message this often. */
export const poisonThreshold = 5;

/** Messages of one partition that a process may have had in flight at once. */
const maxInFlight = 1_000;

/** Thrown when a message of the batch was in flight during a crash: each message of the batch must be processed alone. */
export class SuspectInBatch extends Error {
  override readonly name = 'SuspectInBatch';
}

/**
 * Detects poison messages that crash their process. Messages that were on a partition at its assignment may have been in
 * flight during a crash, so they are marked before processing and cleared afterwards. A message that was already marked is
 * processed alone. Later messages need no marker, which saves two writes.
 */
export function createPoisonMessageDetector(markers: InFlightMarkers) {
  /** By partition: the first offset that can't have been in flight during a crash. */
  const suspectUntil = new Map<string, number>();
  /** Crash counts of marked messages. A retry during an outage does not count a crash again. */
  const crashesByLocation = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();
  let isShuttingDown = false;
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  /** The process survived these messages, whatever their outcome. A marker that can't be cleared now is cleared at shutdown. */
  const clearMarkers = async (locations: readonly string[]) => {
    const marked = locations.filter((location) => crashesByLocation.has(location));
    if (marked.length === 0) return;
    const [only] = marked;
    await (marked.length === 1 && only !== undefined ? markers.clear(only) : markers.clearAll(marked));
    for (const location of marked) crashesByLocation.delete(location);
  };
  const clearAfter = async <T>(locations: readonly string[], work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      await clearMarkers(locations).catch(() => undefined);
    }
  };

  return {
    /** Forgets which offsets are suspect. Call at every assignment. */
    reset: () => suspectUntil.clear(),
    /**
     * Treats the messages of a partition from its first fetched one as suspect.
     * @param end the offset after the partition's last message at the first fetch
     */
    startPartition: (first: IncomingMessage, end: number) =>
      void suspectUntil.set(partitionOf(first), Math.min(end, Number(first.offset) + maxInFlight)),
    isSuspect: (message: IncomingMessage) => Number(message.offset) < (suspectUntil.get(partitionOf(message)) ?? 0),
    /** @param work receives the number of crashes with the message in flight */
    processOne: <T>(message: IncomingMessage, work: (crashes: number) => Promise<T>): Promise<T> =>
      exclusively(async () => {
        const location = locationOf(message);
        const crashes = crashesByLocation.get(location) ?? (isShuttingDown ? 0 : await markers.mark(location));
        crashesByLocation.set(location, crashes);
        return clearAfter([location], () => work(crashes));
      }),
    /** @throws SuspectInBatch when a process has crashed with one of the messages in flight */
    async processBatch<T>(messages: readonly IncomingMessage[], work: () => Promise<T>): Promise<T> {
      const locations = messages.map(locationOf);
      const unmarked = locations.filter((location) => !crashesByLocation.has(location));
      if (!isShuttingDown && unmarked.length > 0)
        for (const [location, crashes] of await markers.markAll(unmarked)) crashesByLocation.set(location, crashes);
      const suspects = locations.filter((location) => (crashesByLocation.get(location) ?? 0) > 0);
      if (suspects.length > 0) {
        // Suspects keep their markers: each is processed alone next, and its crash is already counted.
        const others = locations.filter((location) => !suspects.includes(location));
        await clearMarkers(others).catch(() => undefined);
        throw new SuspectInBatch('a process crashed with a message of this batch in flight');
      }
      return clearAfter(locations, work);
    },
    /** Clears every marker at an orderly shutdown, so that messages in flight are not blamed for it. */
    async shutDown(): Promise<void> {
      isShuttingDown = true;
      await clearMarkers([...crashesByLocation.keys()]).catch(() => undefined);
    },
  };
}

const partitionOf = ({ topic, partition }: IncomingMessage): string => `${topic}/${partition}`;
const locationOf = (message: IncomingMessage): string => `${partitionOf(message)}/${message.offset}`;

export type PoisonMessageDetector = ReturnType<typeof createPoisonMessageDetector>;
