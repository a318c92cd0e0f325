/** Names of the headers that every event carries, whichever relay published it. */
export const headerNames = {
  /** UUID of the event; the consumers' idempotency key. */
  eventId: 'eventId',
  /** W3C trace context of the request that caused the event. */
  traceparent: 'traceparent',
  /** Name of the event's Avro record, e.g. OrderCreated; for people who inspect topics. */
  eventType: 'eventType',
} as const;

/** When the outbox row of a raw message was written, ISO 8601; only on Debezium's raw topics, for traces. */
export const writtenAtHeader = 'writtenAt';

/** Headers added to a message when a group has failed to process it; all are text. */
export const failureHeaders = {
  /** Where the message was first read; constant across retries and replays. `outbox` for a row of a MongoDB outbox. */
  originTopic: 'dlq.topic',
  originPartition: 'dlq.partition',
  originOffset: 'dlq.offset',
  /** Stable and machine-readable: the code of a permanent or domain error, otherwise the error's class. */
  errorCode: 'dlq.error.code',
  errorClass: 'dlq.error.class',
  errorMessage: 'dlq.error.message',
  errorStack: 'dlq.error.stack',
  /** Failed attempts, ≥ 1. */
  attempts: 'dlq.attempts',
  /** ISO 8601. */
  firstFailedAt: 'dlq.first.failed.at',
  lastFailedAt: 'dlq.failed.at',
  /** Schema id in the value's first bytes, if it has the Confluent wire format. */
  schemaId: 'dlq.schema.id',
} as const;

/**
 * The earliest time of the next attempt at a message of a retry topic, milliseconds since the epoch. Without it, the
 * attempt is immediate.
 */
export const retryNotBeforeHeader = 'retry.not.before';

/** Headers of an operator's replay. They are not passed on to follow-up events, but are kept on a new dead letter. */
export const replayHeaders = {
  /** UUID; the receiving group reports the outcome under it on `ops.replay.reported.v1`. */
  replayId: 'replay.id',
  /**
   * Counts this version of its aggregate as applied instead of applying the message: `<stream>@<version>`, e.g.
   * `order:4711@1`. Events parked behind it are applied.
   */
  skip: 'replay.skip',
} as const;
