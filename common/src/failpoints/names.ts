/**
 * Points between two durable steps, where a crash or a delay must be harmless. Each is named `<program>.<the step just
 * done or about to be done>`.
 */
export const failpointNames = [
  /** Pending rows are read; nothing is published. */
  'mongo-relay.before-publish',
  /** The broker has acknowledged; the rows are still pending. */
  'mongo-relay.after-ack',
  /** Raw messages are read; nothing is published. */
  'raw-relay.before-publish',
  /** The broker has acknowledged; the raw offsets are not committed. */
  'raw-relay.after-ack',
  /** A message is received; nothing is written. */
  'consumer.before-apply',
  /** The message's transaction is committed; its offset is not. */
  'consumer.after-apply',
  /** The attempt is stored; Stripe has not been called. */
  'payments.attempt-stored',
  /** The intent's id is stored; no money has moved. */
  'payments.intent-stored',
  /** Stripe has answered; the answer is not stored. */
  'payments.charged',
  /** The broker has acknowledged; the timer still exists. */
  'expiration.after-ack',
  /** The mail server has accepted; the mail is still due. */
  'notifications.sent',
  /** The request's work is committed; its idempotency key has no answer yet. */
  'http.after-commit',
  /** Everything is stored; no response is sent. */
  'http.before-answer',
] as const;

export type FailpointName = (typeof failpointNames)[number];
/** Whether a failpoint with this name exists in the code. */
export const isFailpoint = (name: string): name is FailpointName =>
  (failpointNames as readonly string[]).includes(name);
