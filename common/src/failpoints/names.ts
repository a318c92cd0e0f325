/**
 * Places between two durable steps, where a crash or a delay has to be harmless. Each is called
 * `<program>.<what has just been done, or is about to be>`.
 */
export const failpointNames = [
  /** Pending rows were read; nothing is published. */
  'mongo-relay.before-publish',
  /** The broker has acknowledged; the rows are still pending. */
  'mongo-relay.after-ack',
  /** Raw messages were read; nothing is published. */
  'raw-relay.before-publish',
  /** The broker has acknowledged; the raw offsets are not committed. */
  'raw-relay.after-ack',
  /** A message was taken; nothing is written. */
  'consumer.before-apply',
  /** The message's transaction is committed; its offset is not. */
  'consumer.after-apply',
  /** The attempt is stored; Stripe knows nothing of it. */
  'payments.attempt-stored',
  /** The intent's id is stored; no money has moved. */
  'payments.intent-stored',
  /** Stripe has answered; the answer is not stored. */
  'payments.charged',
  /** The broker has acknowledged; the timer is still there. */
  'expiration.after-ack',
  /** The request's work is committed; its idempotency key does not know the answer. */
  'http.after-commit',
  /** All is stored; nothing is answered. */
  'http.before-answer',
] as const;

export type FailpointName = (typeof failpointNames)[number];
export const isFailpoint = (name: string): name is FailpointName =>
  (failpointNames as readonly string[]).includes(name);
