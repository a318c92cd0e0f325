/** A number of a run that has lost or reordered something says nothing, so the run ends. */
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
 * Nothing lost, order kept: each key's events 0 to n − 1 have arrived, the first arrival of each in sequence.
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
    if (sequence !== expected) throw new InvariantBroken(`${key}: event ${sequence} came when ${expected} was next`);
    next.set(key, expected + 1);
  }
  if (seen.size !== expectedEvents)
    throw new InvariantBroken(`${expectedEvents} events were sent and ${seen.size} came`);
  return { events: seen.size, repeats };
}
