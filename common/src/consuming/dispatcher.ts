import type { EventByTopic, Topic } from '@ticketing/contracts';
import { isTransient } from '../errors/index.ts';
import { SpanKind, withSpan } from '../telemetry/index.ts';
import type { ConsumerStore, ParkedEvent } from './consumer-store.ts';
import { type Handler, type StreamPosition, type Subscriptions, streamPositionOf } from './subscription.ts';

/** A decoded message. */
export interface DecodedEvent<T extends Topic = Topic> {
  topic: T;
  eventId: string;
  event: EventByTopic[T];
  key?: Buffer | null;
  value?: Buffer | null;
  headers?: Record<string, string>;
  traceparent?: string | null;
}

/**
 * - `applied`: the handler ran (and those of parked successors)
 * - `duplicate`: the inbox has it
 * - `stale`: its version was applied before, by another event id
 * - `parked`: a predecessor is missing; it waits in the database
 */
export type Outcome = 'applied' | 'duplicate' | 'stale' | 'parked';

/** Thrown inside the transaction when a parked successor fails, so that its predecessor is not blamed for it. */
class ParkedSuccessorFailed extends Error {
  override readonly name = 'ParkedSuccessorFailed';
}

/**
 * Applies an event exactly once and in its aggregate's order: inbox, version check, handler and parking in one transaction.
 * When it resolves, the event is in the database in one of the ways of {@link Outcome}.
 */
export function createDispatcher<Tx>(
  store: ConsumerStore<Tx>,
  subscriptions: Subscriptions<Tx>,
  onParkedFailure: (error: unknown) => void,
) {
  const apply = async (tx: Tx, topic: Topic, eventId: string, event: unknown) => {
    const handler = subscriptions[topic] as Handler<Topic, Tx> | undefined;
    if (!handler) throw new Error(`no handler for ${topic}`);
    await handler({ event: event as EventByTopic[Topic], eventId, tx });
  };

  const applyParkedAfter = async (tx: Tx, { stream, version }: StreamPosition): Promise<number> => {
    for (let last = version; ; last += 1) {
      const next = await store.takeParked(tx, stream, last + 1);
      if (!next) return last;
      await inParkedTrace(next, () => apply(tx, next.topic, next.eventId, next.event)).catch((cause: unknown) => {
        // A database that is away, or a conflict, says nothing about the event: the whole transaction is tried again.
        throw isTransient(cause) ? cause : new ParkedSuccessorFailed('a parked successor failed', { cause });
      });
    }
  };

  const inOrder = async (
    tx: Tx,
    message: DecodedEvent,
    position: StreamPosition,
    withParked: boolean,
  ): Promise<Outcome> => {
    const applied = await store.lockStream(tx, position.stream);
    if (position.version <= applied) return 'stale';
    if (position.version > applied + 1) {
      await store.park(tx, parkedFrom(message, position));
      return 'parked';
    }
    await apply(tx, message.topic, message.eventId, message.event);
    await store.advanceStream(
      tx,
      position.stream,
      withParked ? await applyParkedAfter(tx, position) : position.version,
    );
    return 'applied';
  };

  const attempt = (message: DecodedEvent, withParked: boolean) =>
    store.transaction(async (tx): Promise<Outcome> => {
      if (!(await store.recordInInbox(tx, message.eventId, message.topic))) return 'duplicate';
      const position = streamPositionOf(message.topic, message.event);
      if (position) return inOrder(tx, message, position, withParked);
      await apply(tx, message.topic, message.eventId, message.event);
      return 'applied';
    });

  return {
    dispatch: (message: DecodedEvent): Promise<Outcome> =>
      attempt(message, true).catch((error: unknown) => {
        if (!(error instanceof ParkedSuccessorFailed)) throw error;
        onParkedFailure(error.cause);
        return attempt(message, false);
      }),
  };
}

export type Dispatcher = ReturnType<typeof createDispatcher>;

const parkedFrom = (message: DecodedEvent, position: StreamPosition): ParkedEvent => ({
  ...position,
  topic: message.topic,
  eventId: message.eventId,
  event: message.event,
  key: message.key ?? null,
  value: message.value ?? null,
  headers: message.headers ?? {},
  traceparent: message.traceparent ?? null,
});

/** The parked event continues its own trace, not that of the predecessor that freed it. */
const inParkedTrace = ({ topic, traceparent }: ParkedEvent, work: () => Promise<void>) =>
  withSpan({ name: `process ${topic}`, kind: SpanKind.CONSUMER, traceparent: traceparent ?? undefined }, work);
