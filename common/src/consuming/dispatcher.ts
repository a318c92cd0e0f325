import type { EventByTopic, Topic } from '@ticketing/contracts';
import { isTransient } from '../errors/index.ts';
import { SpanKind, withSpan } from '../telemetry/index.ts';
import type { Applier, DecodedEvent, EventOrigin, Outcome, SkippedVersion } from './applier.ts';
import type { ConsumerStore, ParkedEvent } from './consumer-store.ts';
import { type Handler, type StreamPosition, type Subscriptions, streamPositionOf } from './subscription.ts';

/** Thrown inside the transaction when a parked successor fails, so that its predecessor is not blamed for it. */
class ParkedSuccessorFailed extends Error {
  override readonly name = 'ParkedSuccessorFailed';
}

/** Parked events looked at in one sweep. */
const sweepSize = 100;

/**
 * Applies an event exactly once and in its aggregate's order: inbox, version check, handler and parking in one transaction.
 * When it resolves, the event is in the database in one of the ways of {@link Outcome}.
 */
export function createDispatcher<Tx>(
  store: ConsumerStore<Tx>,
  subscriptions: Subscriptions<Tx>,
): Pick<Applier, 'apply' | 'skip' | 'releaseParked'> {
  const runHandler = async (tx: Tx, topic: Topic, eventId: string, event: unknown) => {
    const handler = subscriptions[topic] as Handler<Topic, Tx> | undefined;
    if (!handler) throw new Error(`no handler for ${topic}`);
    await handler({ event: event as EventByTopic[Topic], eventId, tx });
  };

  const runParked = (tx: Tx, parked: ParkedEvent) =>
    inParkedTrace(parked, async () => {
      if (parked.event !== null) await runHandler(tx, parked.topic, parked.eventId, parked.event);
    });

  const applyParkedAfter = async (tx: Tx, { stream, version }: StreamPosition): Promise<number> => {
    for (let last = version; ; last += 1) {
      const next = await store.takeParked(tx, stream, last + 1);
      if (!next) return last;
      await runParked(tx, next).catch((cause: unknown) => {
        // A database that is away, or a conflict, says nothing about the event: the whole transaction is tried again.
        throw isTransient(cause) ? cause : new ParkedSuccessorFailed('a parked successor failed', { cause });
      });
    }
  };

  const advance = async (tx: Tx, position: StreamPosition, withParked: boolean) =>
    store.advanceStream(tx, position.stream, withParked ? await applyParkedAfter(tx, position) : position.version);

  /** Runs work when the stream is just before this version; parks the event when it is not there yet. */
  const inOrder = async (
    tx: Tx,
    parked: ParkedEvent,
    withParked: boolean,
    work: () => Promise<void>,
  ): Promise<'done' | 'stale' | 'parked'> => {
    const applied = await store.lockStream(tx, parked.stream);
    if (parked.version <= applied) return 'stale';
    if (parked.version > applied + 1) {
      await store.park(tx, parked);
      return 'parked';
    }
    await work();
    await advance(tx, parked, withParked);
    return 'done';
  };

  const attemptApply = (message: DecodedEvent, withParked: boolean) =>
    store.transaction(async (tx): Promise<Outcome> => {
      const { topic, eventId, event } = message;
      if (!(await store.recordInInbox(tx, eventId, topic))) return 'duplicate';
      const position = streamPositionOf(topic, event);
      const work = () => runHandler(tx, topic, eventId, event);
      if (!position) {
        await work();
        return 'applied';
      }
      const result = await inOrder(tx, parkedFrom(message, position, event), withParked, work);
      return result === 'done' ? 'applied' : result;
    });

  const attemptSkip = (version: SkippedVersion, withParked: boolean) =>
    store.transaction(async (tx): Promise<Outcome> => {
      if (!(await store.recordInInbox(tx, version.eventId, version.topic))) return 'duplicate';
      const nothing = async () => undefined;
      const result = await inOrder(tx, parkedFrom(version, version, null), withParked, nothing);
      return result === 'done' ? 'skipped' : result;
    });

  const attemptRelease = (parked: ParkedEvent, withParked: boolean) =>
    store.transaction(async (tx) => {
      const applied = await store.lockStream(tx, parked.stream);
      if (parked.version !== applied + 1 || !(await store.takeParked(tx, parked.stream, parked.version))) return;
      await runParked(tx, parked);
      await advance(tx, parked, withParked);
    });

  /** What was published elsewhere is no longer ours: parked nowhere, and unknown to the inbox when it comes again. */
  const expel = ({ stream, version, eventId }: ParkedEvent) =>
    store.transaction(async (tx) => {
      await store.lockStream(tx, stream);
      if (await store.takeParked(tx, stream, version)) await store.removeFromInbox(tx, eventId);
    });

  return {
    apply: (message) => withoutBlame((withParked) => attemptApply(message, withParked)),
    skip: (version) => withoutBlame((withParked) => attemptSkip(version, withParked)),
    async releaseParked(onFailure) {
      for (const parked of await store.findReleasable(sweepSize)) {
        try {
          await withoutBlame((withParked) => attemptRelease(parked, withParked));
        } catch (error) {
          if (isTransient(error)) throw error;
          await onFailure(parked, error);
          await expel(parked);
        }
      }
    },
  };
}

/** When a parked successor fails, what it waited for is done without it; the next sweep deals with the successor. */
async function withoutBlame<T>(attempt: (withParked: boolean) => Promise<T>): Promise<T> {
  try {
    return await attempt(true);
  } catch (error) {
    if (error instanceof ParkedSuccessorFailed) return attempt(false);
    throw error;
  }
}

const parkedFrom = (origin: EventOrigin, { stream, version }: StreamPosition, event: unknown): ParkedEvent => ({
  stream,
  version,
  topic: origin.topic,
  eventId: origin.eventId,
  event,
  key: origin.key ?? null,
  value: origin.value ?? null,
  headers: origin.headers ?? {},
  traceparent: origin.traceparent ?? null,
});

/** The parked event continues its own trace, not that of the predecessor that freed it. */
const inParkedTrace = ({ topic, traceparent }: ParkedEvent, work: () => Promise<void>) =>
  withSpan({ name: `process ${topic}`, kind: SpanKind.CONSUMER, traceparent: traceparent ?? undefined }, work);
