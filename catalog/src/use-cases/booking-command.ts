import type { ManifestAnswer } from '../store/manifest-store.ts';

/** A command of a booking's saga. */
export interface BookingCommand {
  sagaId: string;
  /** Each attempt has its own; the answer repeats it. */
  correlationId: string;
  traceparent: string | undefined;
}

/** Returns the answer to a command. */
export const answerTo = (
  { sagaId, correlationId, traceparent }: BookingCommand,
  { outcome, reason }: { outcome: 'succeeded' | 'failed'; reason: string | null },
  ticketNumbers: readonly string[] = [],
): ManifestAnswer => ({
  traceparent,
  event: { sagaId, correlationId, outcome, reason, ticketNumbers: [...ticketNumbers] },
});
