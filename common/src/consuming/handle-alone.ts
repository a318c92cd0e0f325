import type { IncomingMessage } from '../kafka/index.ts';

/** Durable notes of messages at work, so that one that kills its process is known by the process after it. */
export interface HandlingNotes {
  /** Notes that a message is being handled. @returns how often it was noted before and never cleared: deaths over it */
  begin(place: string): Promise<number>;
  clear(place: string): Promise<void>;
  /** The same for several at once. */
  beginAll(places: readonly string[]): Promise<Map<string, number>>;
  clearAll(places: readonly string[]): Promise<void>;
}

/** Notes of a store that takes several at once. */
export const handlingNotes = ({ beginAll, clearAll }: Pick<HandlingNotes, 'beginAll' | 'clearAll'>): HandlingNotes => ({
  beginAll,
  clearAll,
  begin: async (place) => (await beginAll([place])).get(place) ?? 0,
  clear: (place) => clearAll([place]),
});

/** Deaths over one message before it is taken for their cause. Random kills don't meet the same message as often. */
export const deathsOfAKiller = 5;

/** Messages that a process may have had in hand at once, of one partition. */
const mostInHand = 1_000;

/** A message of the batch was in hand at a death: each of the batch must be handled alone. */
export class SuspectInBatch extends Error {
  override readonly name = 'SuspectInBatch';
}

/**
 * Finds the message that kills its process: those that were there when partitions were assigned may have been in hand at
 * a death, so they are noted before and cleared after. One that was noted before is handled alone. All others are handled
 * without a note, which costs two writes.
 */
export function createLoneHandling(notes: HandlingNotes) {
  /** By partition: the first offset that can't have been in hand at a death. */
  const trustedFrom = new Map<string, number>();
  /** A process counts a death once, however often it tries again while a dependency is unavailable. */
  const noted = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();
  let isForgiving = false;
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  /** Whoever comes so far has survived the messages, whatever became of them. A note that stays is cleared at the stop. */
  const survive = async (places: readonly string[]) => {
    const left = places.filter((place) => noted.has(place));
    if (left.length === 0) return;
    const [only] = left;
    await (left.length === 1 && only !== undefined ? notes.clear(only) : notes.clearAll(left));
    for (const place of left) noted.delete(place);
  };
  const settled = async <T>(places: readonly string[], work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      await survive(places).catch(() => undefined);
    }
  };

  return {
    /** Partitions were assigned anew. */
    distrust: () => trustedFrom.clear(),
    /** The first message of a partition since the assignment. @param end the offset after the last one that was there then */
    suspect: (first: IncomingMessage, end: number) =>
      void trustedFrom.set(partitionOf(first), Math.min(end, Number(first.offset) + mostInHand)),
    isTrusted: (message: IncomingMessage) => Number(message.offset) >= (trustedFrom.get(partitionOf(message)) ?? 0),
    /** @param work is told how many processes have died over the message */
    run: <T>(message: IncomingMessage, work: (deaths: number) => Promise<T>): Promise<T> =>
      alone(async () => {
        const place = placeOf(message);
        const deaths = noted.get(place) ?? (isForgiving ? 0 : await notes.begin(place));
        noted.set(place, deaths);
        return settled([place], () => work(deaths));
      }),
    /** @throws SuspectInBatch when a process has died over one of them */
    async runTogether<T>(messages: readonly IncomingMessage[], work: () => Promise<T>): Promise<T> {
      const places = messages.map(placeOf);
      const fresh = places.filter((place) => !noted.has(place));
      if (!isForgiving && fresh.length > 0)
        for (const [place, deaths] of await notes.beginAll(fresh)) noted.set(place, deaths);
      const suspects = places.filter((place) => (noted.get(place) ?? 0) > 0);
      if (suspects.length > 0) {
        // Those keep their note: each is handled alone now, and its death was counted already.
        const others = places.filter((place) => !suspects.includes(place));
        await survive(others).catch(() => undefined);
        throw new SuspectInBatch('a process has died over a message of this batch');
      }
      return settled(places, work);
    },
    /** The process ends as it was told to: what it still has in hand is not to be taken for the cause. */
    async forgive(): Promise<void> {
      isForgiving = true;
      await survive([...noted.keys()]).catch(() => undefined);
    },
  };
}

const partitionOf = ({ topic, partition }: IncomingMessage): string => `${topic}/${partition}`;
const placeOf = (message: IncomingMessage): string => `${partitionOf(message)}/${message.offset}`;
