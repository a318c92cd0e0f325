// Responses of the ops service; see /api/ops/openapi.json. zod/mini, because the browser loads these schemas too.
import * as z from 'zod/mini';

export const letterStates = ['open', 'replaying', 'succeeded', 'failed_again', 'discarded'] as const;
export type LetterState = (typeof letterStates)[number];

const person = z.object({ id: z.string(), email: z.string() });

const letterFields = {
  id: z.string(),
  group: z.string(),
  topic: z.string(),
  state: z.enum(letterStates),
  failedAgain: z.number(),
  attempts: z.number(),
  eventId: z.string(),
  key: z.nullable(z.string()),
  origin: z.object({ topic: z.string(), partition: z.nullable(z.number()), offset: z.nullable(z.string()) }),
  schemaId: z.nullable(z.number()),
  /** Its aggregate and version: `order:4711@1`. */
  position: z.nullable(z.string()),
  /** Whether other events may be parked behind it, so that discarding it requires a choice. */
  isVersioned: z.boolean(),
  traceId: z.nullable(z.string()),
  firstFailedAt: z.string(),
  lastFailedAt: z.string(),
};
const errorFields = { code: z.string(), class: z.string(), message: z.string() };

export const letterSchema = z.object({ ...letterFields, error: z.object(errorFields) });
export type Letter = z.infer<typeof letterSchema>;
export const lettersSchema = z.array(letterSchema);

const resendSchema = z.object({
  id: z.string(),
  replayId: z.string(),
  kind: z.enum(['replay', 'edit', 'skip']),
  skip: z.nullable(z.string()),
  status: z.enum(['waiting', 'succeeded', 'failed']),
  reports: z.array(
    z.object({ group: z.string(), outcome: z.string(), errorCode: z.nullable(z.string()), at: z.string() }),
  ),
  publishedAt: z.nullable(z.string()),
});
export type Resend = z.infer<typeof resendSchema>;

export const letterDetailSchema = z.object({
  ...letterFields,
  error: z.object({ ...errorFields, stack: z.nullable(z.string()) }),
  content: z.object({
    format: z.enum(['avro', 'json', 'unknown']),
    value: z.unknown(),
    problem: z.nullable(z.string()),
  }),
  /** Base64. */
  raw: z.object({ key: z.nullable(z.string()), value: z.nullable(z.string()) }),
  headers: z.array(z.object({ name: z.string(), text: z.string(), base64: z.string() })),
  discard: z.nullable(z.object({ by: z.string(), at: z.string(), reason: z.string(), skip: z.nullable(z.string()) })),
  places: z.array(z.string()),
  schema: z.unknown(),
  resends: z.array(resendSchema),
  /** What the service allows now. */
  actions: z.array(z.enum(['replay', 'edit', 'discard'])),
});
export type LetterDetail = z.infer<typeof letterDetailSchema>;

const letterGroupSchema = z.object({
  group: z.string(),
  topic: z.string(),
  errorCode: z.string(),
  count: z.number(),
  states: z.record(z.string(), z.number()),
  schemaIds: z.array(z.number()),
  firstFailedAt: z.string(),
  lastFailedAt: z.string(),
  sample: z.object({ id: z.string(), message: z.string() }),
});
export type LetterGroup = z.infer<typeof letterGroupSchema>;
export const letterGroupsSchema = z.array(letterGroupSchema);

const deadLetterTopicSchema = z.object({
  name: z.string(),
  group: z.string(),
  topic: z.string(),
  open: z.number(),
  oldestAt: z.nullable(z.string()),
  topErrors: z.array(z.object({ errorCode: z.string(), count: z.number() })),
});
export type DeadLetterTopic = z.infer<typeof deadLetterTopicSchema>;
export const deadLetterTopicsSchema = z.array(deadLetterTopicSchema);

export const replaySchema = z.object({
  id: z.string(),
  kind: z.enum(['replay', 'edit', 'skip']),
  status: z.enum(['running', 'done', 'cancelled']),
  counts: z.object({
    selected: z.number(),
    sent: z.number(),
    waiting: z.number(),
    succeeded: z.number(),
    failed: z.number(),
  }),
  ratePerSecond: z.number(),
  reason: z.nullable(z.string()),
  operator: person,
  cancelledBy: z.nullable(person),
  selection: z.unknown(),
  skip: z.nullable(z.string()),
  stalled: z.nullable(z.object({ at: z.string(), reason: z.string() })),
  createdAt: z.string(),
  endedAt: z.nullable(z.string()),
});
export type Replay = z.infer<typeof replaySchema>;
export const replaysSchema = z.array(replaySchema);

export const dryRunSchema = z.object({
  count: z.number(),
  groups: z.array(z.object({ group: z.string(), topic: z.string(), errorCode: z.string(), count: z.number() })),
  /** How many are versioned events, and how many of those lack their version. */
  skip: z.object({ versioned: z.number(), withPosition: z.number(), byHand: z.number() }),
});
export type DryRun = z.infer<typeof dryRunSchema>;

/** The encoded bytes of an edited event, base64. */
export const editDryRunSchema = z.object({ value: z.string() });
export type EditDryRun = z.infer<typeof editDryRunSchema>;

export const discardedSchema = z.object({ discarded: z.number(), replay: z.nullable(replaySchema) });
export type Discarded = z.infer<typeof discardedSchema>;

const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  operator: person,
  action: z.enum(['replay', 'edit', 'skip', 'discard', 'cancel', 'export']),
  reason: z.nullable(z.string()),
  letters: z.number(),
  selection: z.unknown(),
  replayId: z.nullable(z.string()),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export const auditSchema = z.array(auditEntrySchema);

const serviceSchema = z.object({
  name: z.string(),
  isThere: z.boolean(),
  parkedEvents: z.optional(z.number()),
  parkedOldestAgeSeconds: z.optional(z.number()),
  outboxPending: z.optional(z.number()),
  outboxOldestAgeSeconds: z.optional(z.number()),
  slotLagBytes: z.optional(z.number()),
});
export type ServiceStatus = z.infer<typeof serviceSchema>;

const consumerSchema = z.object({
  group: z.string(),
  lag: z.number(),
  topics: z.array(z.object({ topic: z.string(), lag: z.number() })),
});
export type ConsumerStatus = z.infer<typeof consumerSchema>;

export const overviewSchema = z.object({
  replays: z.object({ running: z.number(), waiting: z.number(), oldestWaitingAt: z.nullable(z.string()) }),
  /** Both null while the broker is unavailable. */
  retries: z.nullable(z.array(z.object({ group: z.string(), waiting: z.number() }))),
  consumers: z.nullable(z.array(consumerSchema)),
  services: z.array(serviceSchema),
});
export type Overview = z.infer<typeof overviewSchema>;
