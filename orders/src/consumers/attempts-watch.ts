import type { RunningConsumer } from '@ticketing/common/kafka';

export interface AttemptsWatchOptions {
  consumer: Pick<RunningConsumer, 'endOf' | 'isPastEnd'>;
  /** The database's clock. */
  readNow: () => Promise<Date>;
  /** From the commit in payments to the topic, when nothing is behind. Milliseconds. */
  relayMs?: number;
  /** The same after the broker was away: relays wait up to 15 s before they try again. Milliseconds. */
  relayAfterOutageMs?: number;
}

const topic = 'payments.payment.started.v1';

/**
 * Knows until when every attempt to pay is known here, so that lag never expires the order of somebody who has paid in time.
 * At each look it notes where the topic ends; once the consumer is past that, whatever was published before is known.
 */
export function watchAttempts({
  consumer,
  readNow,
  relayMs = 1_000,
  relayAfterOutageMs = 20_000,
}: AttemptsWatchOptions) {
  let marks: { at: Date; end: Awaited<ReturnType<typeof consumer.endOf>>; relayMs: number }[] = [];
  let knownUntil = new Date(0);
  /** Since when the broker has answered without a break, by the clock of the database. The start counts as an outage's end. */
  let answersSince: Date | null = null;

  return {
    knownUntil: (): Date => knownUntil,
    async look(): Promise<void> {
      const at = await readNow();
      try {
        const end = await consumer.endOf(topic);
        answersSince ??= at;
        const isStable = at.getTime() - answersSince.getTime() >= relayAfterOutageMs;
        marks.push({ at, end, relayMs: isStable ? relayMs : relayAfterOutageMs });
        const passed = await Promise.all(marks.map((mark) => consumer.isPastEnd(mark.end)));
        for (const [index, mark] of marks.entries()) {
          const until = new Date(mark.at.getTime() - mark.relayMs);
          if (passed[index] && until > knownUntil) knownUntil = until;
        }
        marks = marks.filter((_, index) => !passed[index]).slice(-marksKept);
      } catch (error) {
        answersSince = null;
        throw error;
      }
    },
  };
}

/** While the consumer is far behind, the oldest of these is passed first. */
const marksKept = 60;
