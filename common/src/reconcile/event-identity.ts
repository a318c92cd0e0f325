import { createHash } from 'node:crypto';
import { type EventByTopic, keyOf, type Topic } from '@ticketing/contracts';

/** The fields that, together with the key, distinguish events of a topic. */
const identifyingFields = ['id', 'attempt', 'version'] as const;

/**
 * Returns the identity of the fact that an event describes: two events of a topic share it only when one is a
 * duplicate, under whatever event id. E.g. version 3 of a ticket, attempt 2 of an order, or a payment.
 */
export function identityOf<T extends Topic>(topic: T, event: EventByTopic[T]): string {
  const fields = new Map(Object.entries(event));
  return [topic, keyOf(topic, event), ...identifyingFields.map((field) => fields.get(field) ?? '')].join('|');
}

/** Our namespace for rebuilt events (RFC 9562, section 5.5). Must never change, because event ids derive from it. */
const namespace = Buffer.from('a7c1f3f2d0c94b0f8f0e5c1b6a2d9e47', 'hex');

/**
 * Returns the event id of a rebuilt event: a UUIDv5 of its identity, so that rebuilding twice creates no second event.
 * Source: RFC 9562, section 5.5.
 */
export function rebuiltEventId(identity: string): string {
  const digest = createHash('sha1').update(namespace).update(identity).digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
