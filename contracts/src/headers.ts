/** Names of the headers every event carries, whichever relay published it. */
export const headerNames = {
  /** UUID of the event; the consumers' idempotency key. */
  eventId: 'eventId',
  /** W3C trace context of the request that caused the event. */
  traceparent: 'traceparent',
  /** Name of the event's Avro record, e.g. OrderCreated; for people who read topics. */
  eventType: 'eventType',
} as const;
