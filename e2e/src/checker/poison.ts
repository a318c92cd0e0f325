import type { Expectations } from './expectations.ts';
import type { Observation } from './observation.ts';

/**
 * Header of messages that tests send without an outbox. Messages stay on their topics and dead letters keep their headers,
 * so later checks of the same system can distinguish a test's poison from a fault.
 */
export const poisonHeader = 'sent-by-test';

/** Adds the poison of earlier tests to the expectations. */
export function withMarkedPoison(expected: Expectations, { events, deadLetters }: Observation): Expectations {
  const isMarked = ({ headers }: { headers: Record<string, string> }) => Object.hasOwn(headers, poisonHeader);
  const injected = events.filter(isMarked).map(({ eventId }) => eventId);
  const letters = deadLetters.filter(isMarked).map(({ group, topic, eventId }) => ({ group, topic, eventId }));
  return {
    ...expected,
    deadLetters: [...expected.deadLetters, ...letters],
    injectedEventIds: new Set([...expected.injectedEventIds, ...injected]),
  };
}
