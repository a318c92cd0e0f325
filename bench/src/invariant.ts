/** A run that lost or reordered events has no valid result, so it is aborted. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}

export interface Arrival {
  key: string;
  sequence: number;
  eventId: string;
}

export interface Tally {
  events: number;
  repeats: number;
}

/**
 * Checks that nothing was lost or reordered: each key's events 0 to n − 1 arrived, the first arrival of each in sequence.
 * @throws InvariantBroken
 */
export function checkArrivals(arrivals: Iterable<Arrival>, expectedEvents: number): Tally {
  const seen = new Set<string>();
  const next = new Map<string, number>();
  let repeats = 0;
  for (const { key, sequence, eventId } of arrivals) {
    if (seen.has(eventId)) {
      repeats += 1;
      continue;
    }
    seen.add(eventId);
    const expected = next.get(key) ?? 0;
    if (sequence !== expected)
      throw new InvariantBroken(`${key}: event ${sequence} arrived, but ${expected} was expected`);
    next.set(key, expected + 1);
  }
  if (seen.size !== expectedEvents)
    throw new InvariantBroken(`${expectedEvents} events were sent, ${seen.size} arrived`);
  return { events: seen.size, repeats };
}
