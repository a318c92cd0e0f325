import { type EventByTopic, keyOf, type Topic } from '@ticketing/contracts';
import { v5 as uuidv5 } from 'uuid';

/** The fields that, together with the key, distinguish events of a topic. */
const identifyingFields = ['id', 'attempt', 'version'] as const;

/**
 * Returns the identity of the fact that an event describes: two events of a topic share it only when one is a
 * duplicate, under whatever event id. E.g. version 3 of a ticket, attempt 2 of an order, a payment, or refund 2 of it.
 */
export function identityOf<T extends Topic>(topic: T, event: EventByTopic[T]): string {
  const fields = new Map(Object.entries(event));
  // The first refund of a payment had no number in earlier releases, and event ids derive from its identity.
  const number = Number(fields.get('number') ?? 1);
  const identifying = identifyingFields.map((field) => fields.get(field) ?? '');
  return [topic, keyOf(topic, event), ...identifying, ...(number > 1 ? [number] : [])].join('|');
}

/** Our namespace for rebuilt events (RFC 9562, section 5.5). Must never change, because event ids derive from it. */
const namespace = 'a7c1f3f2-d0c9-4b0f-8f0e-5c1b6a2d9e47';

/** Returns the event id of a rebuilt event: a UUIDv5 of its identity, so that rebuilding twice creates no second event. */
export const rebuiltEventId = (identity: string): string => uuidv5(identity, namespace);
