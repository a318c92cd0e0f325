/** Names of the headers every event carries, whichever relay published it. */
export const headerNames = {
  /** UUID of the event; the consumers' idempotency key. */
  eventId: 'eventId',
  /** W3C trace context of the request that caused the event. */
  traceparent: 'traceparent',
  /** Name of the event's Avro record, e.g. OrderCreated; for people who read topics. */
  eventType: 'eventType',
} as const;

/** What a message carries on top of its own headers once a group has failed at it; all are text. */
export const failureHeaders = {
  /** Where the message was first taken from; stays the same over retries and replays. `outbox` for a row of a Mongo outbox. */
  originTopic: 'dlq.topic',
  originPartition: 'dlq.partition',
  originOffset: 'dlq.offset',
  /** Stable, machine-readable: a PermanentError's or rule's code, else the error's class. */
  errorCode: 'dlq.error.code',
  errorClass: 'dlq.error.class',
  errorMessage: 'dlq.error.message',
  errorStack: 'dlq.error.stack',
  /** Attempts that failed, ≥ 1. */
  attempts: 'dlq.attempts',
  /** ISO 8601. */
  firstFailedAt: 'dlq.first.failed.at',
  lastFailedAt: 'dlq.failed.at',
  /** Schema id in the value's first bytes, if it has the Confluent wire format. */
  schemaId: 'dlq.schema.id',
} as const;

/** Milliseconds since the epoch before which a message of a retry topic is not tried. Without it, it is tried at once. */
export const retryNotBeforeHeader = 'retry.not.before';

/** Headers of a replay, which an operator began. They are dropped from the message's effects, kept on a new dead letter. */
export const replayHeaders = {
  /** UUID; whoever takes the message reports its outcome under it, on `ops.replay.reported.v1`. */
  replayId: 'replay.id',
  /**
   * Instead of applying the message, count this version of its aggregate as applied: `<stream>@<version>`, e.g. `order:4711@1`.
   * What waits behind it is applied.
   */
  skip: 'replay.skip',
} as const;
