import type { RunningConsumer } from '@ticketing/common/kafka';

export interface AttemptTrackerOptions {
  consumer: Pick<RunningConsumer, 'endOf' | 'isCaughtUpTo'>;
  /** The database's clock. */
  readNow: () => Promise<Date>;
  /** Latency from the commit in payments to the topic, without lag. Milliseconds. */
  relayMs?: number;
  /** Latency after a broker outage: relays back off for up to 15 s. Milliseconds. */
  relayAfterOutageMs?: number;
}

const topic = 'payments.payment.started.v1';

/**
 * Tracks the time up to which every attempt to pay is known here, so that lag never expires the order of a buyer who
 * has paid in time. Each update records the end of the topic; once the consumer has passed it, everything published
 * before is known.
 */
export function trackAttempts({
  consumer,
  readNow,
  relayMs = 1_000,
  relayAfterOutageMs = 20_000,
}: AttemptTrackerOptions) {
  let marks: { at: Date; end: Awaited<ReturnType<typeof consumer.endOf>>; relayMs: number }[] = [];
  let knownUntil = new Date(0);
  /**
   * Since when the broker has been available without interruption, by the database's clock. A start counts as the end
   * of an outage.
   */
  let availableSince: Date | null = null;

  return {
    knownUntil: (): Date => knownUntil,
    async update(): Promise<void> {
      const at = await readNow();
      try {
        const end = await consumer.endOf(topic);
        availableSince ??= at;
        const isStable = at.getTime() - availableSince.getTime() >= relayAfterOutageMs;
        marks.push({ at, end, relayMs: isStable ? relayMs : relayAfterOutageMs });
        const passed = await Promise.all(marks.map((mark) => consumer.isCaughtUpTo(mark.end)));
        for (const [index, mark] of marks.entries()) {
          const until = new Date(mark.at.getTime() - mark.relayMs);
          if (passed[index] && until > knownUntil) knownUntil = until;
        }
        marks = marks.filter((_, index) => !passed[index]).slice(-maxMarks);
      } catch (error) {
        availableSince = null;
        throw error;
      }
    },
  };
}

/** Maximum number of pending marks; with a large lag, the oldest is passed first. */
const maxMarks = 60;
