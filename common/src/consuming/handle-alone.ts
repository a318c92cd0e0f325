import type { IncomingMessage } from '../kafka/index.ts';

/** Durable notes of messages at work, so that one that kills its process is known by the process after it. */
export interface HandlingNotes {
  /** Notes that a message is being handled. @returns how often it was noted before and never cleared: deaths over it */
  begin(place: string): Promise<number>;
  clear(place: string): Promise<void>;
}

/** Deaths over one message before it is taken for their cause. Random kills don't meet the same message as often. */
export const deathsOfAKiller = 5;

/**
 * Handles the messages that may have killed a process: those redelivered after a join, up to the first of its partition
 * that the inbox did not know, for that one was in hand. One at a time, noted before and cleared after; all others are
 * handled without a note, which costs two writes.
 */
export function createLoneHandling(notes: HandlingNotes) {
  const trusted = new Set<string>();
  /** A process counts a death once, however often it tries again while a dependency is away. */
  const deathsBefore = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  return {
    /** Partitions were assigned anew. */
    distrust: () => trusted.clear(),
    isTrusted: (message: IncomingMessage) => trusted.has(partitionOf(message)),
    /** From here on its partition can't hold the message that was in hand at a death. */
    trust: (message: IncomingMessage) => void trusted.add(partitionOf(message)),
    /** @param work is told how many processes have died over the message */
    run: <T>(message: IncomingMessage, work: (deaths: number) => Promise<T>): Promise<T> =>
      alone(async () => {
        const place = `${partitionOf(message)}/${message.offset}`;
        const deaths = deathsBefore.get(place) ?? (await notes.begin(place));
        deathsBefore.set(place, deaths);
        const result = await work(deaths);
        await notes.clear(place);
        deathsBefore.delete(place);
        return result;
      }),
  };
}

const partitionOf = ({ topic, partition }: IncomingMessage): string => `${topic}/${partition}`;
