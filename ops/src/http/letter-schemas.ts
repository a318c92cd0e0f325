import { instant, safeText } from '@ticketing/common/http';
import { type Group, headerNames, relayGroup, textOfPosition, topicNames, topics } from '@ticketing/contracts';
import { z } from 'zod';
import { type Header, isVersioned, type Letter, type LetterHead, letterStates } from '../domain/letter.ts';

const groups = [...new Set<Group>([...topicNames.flatMap((topic) => topics[topic].consumers), relayGroup])];

const letterId = z.string().regex(/^[0-9a-f]{24}$/, 'must be the id of a letter');
export const letterIdParams = z.object({ id: letterId });

/** Filter fields shared by queries and bodies. */
const filterFields = {
  group: z.enum(groups as [Group, ...Group[]], { error: `must be one of ${groups.join(', ')}` }).optional(),
  topic: z.enum(topicNames as [(typeof topicNames)[number]], { error: 'must be an event topic' }).optional(),
  errorCode: safeText('must be text').min(1).max(200).optional(),
  search: safeText('must be text').trim().min(1).max(200).optional(),
  failedFrom: instant().optional(),
  failedUntil: instant().optional(),
};

const state = z.enum(letterStates, { error: `must be one of ${letterStates.join(', ')}` });
/** Confluent's wire format has four bytes for the id. */
const schemaId = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

export const filterQuery = z.object({
  ...filterFields,
  /** Several states are separated by commas. */
  state: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(state))
    .optional(),
  schemaId: z
    .union([
      z.literal('none').transform(() => null),
      z
        .string()
        .regex(/^\d{1,10}$/)
        .transform(Number)
        .pipe(schemaId),
    ])
    .optional()
    .meta({ description: 'Or `none`: letters whose value names no schema' }),
});

export const filterOf = ({ state: states, ...rest }: z.output<typeof filterQuery>) => ({
  ...rest,
  ...(states && { states }),
});

const filterBody = z
  .strictObject({ ...filterFields, states: z.array(state).min(1).optional(), schemaId: schemaId.nullable().optional() })
  .refine(
    (filter) => Object.values(filter).some((value) => value !== undefined),
    'must not be empty; use all: true for all letters',
  );

const maxIds = 500;

/** Selects letters by id, by filter, or all open ones. */
export const selectionFields = {
  ids: z.array(letterId).min(1).max(maxIds).optional(),
  filter: filterBody.optional(),
  all: z.literal(true).optional(),
};

interface SelectionInput {
  ids?: string[] | undefined;
  filter?: z.output<typeof filterBody> | undefined;
  all?: true | undefined;
}

export const hasOneSelection = ({ ids, filter, all }: SelectionInput): boolean =>
  [ids, filter, all].filter((given) => given !== undefined).length === 1;
export const oneSelection = { message: 'Use exactly one of ids, filter and all: true', path: ['ids'] };

export const selectionOf = ({ ids, filter }: SelectionInput) =>
  ids ? { ids: [...new Set(ids)] } : { filter: filter ?? {} };

export const reasonText = safeText('A reason is required').trim().min(3, 'A reason is required').max(500);

export const letterSummary = z
  .object({
    id: z.string(),
    group: z.string().meta({ description: 'Consumer group that failed to process it' }),
    topic: z.string().meta({ description: 'Event topic' }),
    state: z.enum(letterStates),
    failedAgain: z.int().meta({ description: 'Replays that failed' }),
    error: z.object({ code: z.string(), class: z.string(), message: z.string() }),
    attempts: z.int(),
    eventId: z.string(),
    key: z.string().nullable(),
    origin: z.object({ topic: z.string(), partition: z.int().nullable(), offset: z.string().nullable() }),
    schemaId: z.int().nullable(),
    position: z
      .string()
      .nullable()
      .meta({ description: 'Its position in its aggregate’s sequence', example: 'order:4711@1' }),
    isVersioned: z
      .boolean()
      .meta({ description: 'Whether other events may wait for it, so that discarding requires a choice' }),
    traceId: z.string().nullable(),
    firstFailedAt: z.iso.datetime(),
    lastFailedAt: z.iso.datetime(),
  })
  .meta({ id: 'DeadLetter' });

const header = z.object({ name: z.string(), text: z.string(), base64: z.string() });

export const letterContent = letterSummary.extend({
  error: letterSummary.shape.error.extend({ stack: z.string().nullable() }),
  content: z.object({
    format: z.enum(['avro', 'json', 'unknown']),
    value: z.unknown().meta({ description: 'The decoded value' }),
    problem: z.string().nullable().meta({ description: 'Why it could not be decoded' }),
  }),
  raw: z.object({ key: z.string().nullable(), value: z.string().nullable() }).meta({ description: 'Base64' }),
  headers: z.array(header),
  discard: z
    .object({ by: z.string(), at: z.iso.datetime(), reason: z.string(), skip: z.string().nullable() })
    .nullable(),
  places: z.array(z.string()).meta({ description: 'partition/offset on the dead-letter topic' }),
});

export function toLetterSummary(letter: LetterHead): z.infer<typeof letterSummary> {
  const { id, group, topic, state, failedAgain, error, attempts, eventId, key, origin, schemaId } = letter;
  const { content, headers, firstFailedAt, lastFailedAt } = letter;
  return {
    id,
    group,
    topic,
    state,
    failedAgain,
    error: { code: error.code, class: error.class, message: error.message },
    attempts,
    eventId,
    key: key?.toString() ?? null,
    origin: { topic: origin.topic, partition: origin.partition, offset: origin.offset },
    schemaId,
    position: content.position && textOfPosition(content.position),
    isVersioned: isVersioned(topic),
    traceId: traceIdIn(headers),
    firstFailedAt: firstFailedAt.toISOString(),
    lastFailedAt: lastFailedAt.toISOString(),
  };
}

export function toLetterContent(letter: Letter): z.infer<typeof letterContent> {
  const { error, content, key, value, headers, discard, places } = letter;
  return {
    ...toLetterSummary(letter),
    error,
    content: {
      format: content.format,
      value: content.json === null ? null : (JSON.parse(content.json) as unknown),
      problem: content.problem,
    },
    raw: { key: key?.toString('base64') ?? null, value: value?.toString('base64') ?? null },
    headers: headers.map(({ name, value: bytes }) => ({
      name,
      text: bytes.toString(),
      base64: bytes.toString('base64'),
    })),
    discard: discard && { ...discard, at: discard.at.toISOString() },
    places,
  };
}

/** Returns the trace id of the request that caused the event (W3C Trace Context: version-trace-parent-flags). */
export const traceIdOf = (traceparent: string | undefined): string | null =>
  /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(traceparent ?? '')?.[1] ?? null;

const traceIdIn = (headers: readonly Header[]): string | null =>
  traceIdOf(headers.find(({ name }) => name === headerNames.traceparent)?.value.toString());
