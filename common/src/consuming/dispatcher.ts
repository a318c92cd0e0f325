import { type EventByTopic, keyOf, type Topic } from '@ticketing/contracts';
import { isTransient } from '../errors/index.ts';
import { inTrace, SpanKind, startDetachedSpan } from '../telemetry/index.ts';
import type { Applier, EventOrigin, Outcome } from './applier.ts';
import { type BatchPlan, type PlannedEvent, planBatch } from './batch-plan.ts';
import {
  AlreadyRecorded,
  type ConsumerStore,
  NotInOrder,
  type ParkedEvent,
  type StreamStep,
} from './consumer-store.ts';
import {
  type BatchHandler,
  type Delivery,
  type Handler,
  type StreamPosition,
  type Subscriptions,
  streamPositionOf,
} from './subscription.ts';

/**
 * Thrown inside the transaction when a parked successor fails, so that the failure is not attributed to its
 * predecessor.
 */
class ParkedSuccessorFailed extends Error {
  override readonly name = 'ParkedSuccessorFailed';
}

/** An event to apply. `event` is null for a version that an operator has skipped. */
interface ArrivedEvent extends EventOrigin, PlannedEvent {
  event: unknown;
}

/** Options of one transaction attempt. */
interface Attempt {
  /** Also applies parked successors. */
  withParked: boolean;
  /** Queries the inbox before inserting. Most events are new, and for those the query would be a wasted round trip. */
  checksInbox: boolean;
}

/** Parked events processed per sweep. */
const sweepSize = 100;

/**
 * Creates a dispatcher that applies events exactly once and in each aggregate's order: inbox, version check, handlers
 * and parking run in one transaction. When a call resolves, every event has one of the {@link Outcome}s.
 */
export function createDispatcher<Tx>(
  store: ConsumerStore<Tx>,
  subscriptions: Subscriptions<Tx>,
): Pick<Applier, 'apply' | 'applyAll' | 'skip' | 'releaseParked'> {
  const runHandler = createHandlerRunner(subscriptions);

  const applyParkedAfter = async (tx: Tx, stream: string, version: number): Promise<number> => {
    for (let last = version; ; last += 1) {
      const next = await store.takeParked(tx, stream, last + 1);
      if (!next) return last;
      await runHandler(tx, next.topic, [next]).catch((cause: unknown) => {
        // A transient error says nothing about the event, so the whole transaction is retried.
        throw isTransient(cause) ? cause : new ParkedSuccessorFailed('a parked successor failed', { cause });
      });
    }
  };

  const record = async (tx: Tx, events: readonly ArrivedEvent[], checksInbox: boolean): Promise<ArrivedEvent[]> => {
    const byId = new Map<string, ArrivedEvent>();
    for (const event of events) if (!byId.has(event.eventId)) byId.set(event.eventId, event);
    const known = checksInbox ? await store.findInInbox(tx, [...byId.keys()]) : new Set<string>();
    const unknown = [...byId.values()].filter(({ eventId }) => !known.has(eventId));
    if (unknown.length === 0) return [];
    const recorded = await store.recordInInbox(
      tx,
      unknown.map(({ eventId, topic }) => ({ eventId, topic })),
    );
    return unknown.filter(({ eventId }) => recorded.has(eventId));
  };

  const attempt = ({ withParked, checksInbox }: Attempt, events: readonly ArrivedEvent[]) =>
    store.transaction(async (tx): Promise<Outcome[]> => {
      const newEvents = await record(tx, events, checksInbox);
      const streams = new Set(newEvents.flatMap(({ position }) => position?.stream ?? []));
      const states = streams.size > 0 ? await store.lockStreams(tx, [...streams]) : new Map();
      const plan = planBatch(newEvents, states);
      for (const round of plan.rounds) for (const [topic, group] of round) await runHandler(tx, topic, group);
      if (plan.parked.length > 0) await store.park(tx, plan.parked.map(toParked));
      const { advanced } = plan;
      for (const [stream, version] of withParked ? advanced : [])
        if (states.get(stream)?.hasParked || plan.parked.some(({ position }) => position.stream === stream))
          advanced.set(stream, await applyParkedAfter(tx, stream, version));
      if (advanced.size > 0) await store.advanceStreams(tx, advanced);
      return events.map((event) => outcomeOf(event, plan));
    });

  /**
   * Common case: every event is new and next in its stream.
   * @throws NotInOrder otherwise
   */
  const attemptInOrder = (events: readonly ArrivedEvent[], steps: readonly StreamStep[]) =>
    store.transaction(async (tx): Promise<Outcome[]> => {
      await store.recordInOrder(
        tx,
        events.map(({ eventId, topic }) => ({ eventId, topic })),
        steps,
      );
      const plan = planBatch(events, new Map(steps.map(({ stream, from }) => [stream, { version: from }])));
      for (const round of plan.rounds) for (const [topic, group] of round) await runHandler(tx, topic, group);
      return events.map((event) => outcomeOf(event, plan));
    });

  const apply = async (events: readonly ArrivedEvent[]): Promise<Outcome[]> => {
    const steps = stepsOf(events);
    if (steps) {
      try {
        return await attemptInOrder(events, steps);
      } catch (error) {
        if (!(error instanceof NotInOrder)) throw error;
      }
    }
    const options = { withParked: true, checksInbox: false };
    for (;;) {
      try {
        return await attempt(options, events);
      } catch (error) {
        if (error instanceof AlreadyRecorded && !options.checksInbox) options.checksInbox = true;
        // The predecessor is applied without its successor; the next sweep handles the successor.
        else if (error instanceof ParkedSuccessorFailed && options.withParked) options.withParked = false;
        else throw error;
      }
    }
  };
  const applyOne = async (event: ArrivedEvent): Promise<Outcome> => (await apply([event]))[0] ?? 'duplicate';

  const attemptRelease = ({ stream, version, topic }: ParkedEvent, withParked: boolean) =>
    store.transaction(async (tx) => {
      const state = (await store.lockStreams(tx, [stream])).get(stream);
      const parked = version === (state?.version ?? -1) + 1 ? await store.takeParked(tx, stream, version) : null;
      if (!parked) return;
      await runHandler(tx, topic, [parked]);
      const last = withParked ? await applyParkedAfter(tx, stream, version) : version;
      await store.advanceStreams(tx, new Map([[stream, last]]));
    });
  const release = async (parked: ParkedEvent): Promise<void> => {
    try {
      await attemptRelease(parked, true);
    } catch (error) {
      if (!(error instanceof ParkedSuccessorFailed)) throw error;
      await attemptRelease(parked, false);
    }
  };

  /**
   * Removes an event that was routed elsewhere: it is unparked, and the inbox forgets it so that a redelivery counts as
   * new.
   */
  const remove = ({ stream, version, eventId }: ParkedEvent) =>
    store.transaction(async (tx) => {
      await store.lockStreams(tx, [stream]);
      if (await store.takeParked(tx, stream, version)) await store.removeFromInbox(tx, eventId);
    });

  return {
    apply: (message) => applyOne(toArrivedEvent(message)),
    applyAll: (messages) => apply(messages.map(toArrivedEvent)),
    skip: ({ stream, version, ...origin }) =>
      applyOne({ ...origin, event: null, key: origin.key ?? null, groupKey: stream, position: { stream, version } }),
    async releaseParked(onFailure) {
      for (const parked of await store.findReleasable(sweepSize)) {
        try {
          await release(parked);
        } catch (error) {
          if (isTransient(error)) throw error;
          await onFailure(parked, error);
          await remove(parked);
        }
      }
    },
  };
}

/**
 * Runs a topic's handler for its events, each in its own trace. Skipped versions have no content, so no handler runs.
 */
function createHandlerRunner<Tx>(subscriptions: Subscriptions<Tx>) {
  type AnyHandler = Handler<Topic, Tx> | BatchHandler<Topic, Tx>;
  type Handled = Pick<ArrivedEvent, 'event' | 'eventId' | 'traceparent'>;

  const runBatchHandler = async (
    tx: Tx,
    topic: Topic,
    { handleAll }: BatchHandler<Topic, Tx>,
    events: readonly Handled[],
  ) => {
    const spans = events.map(({ traceparent }) => startDetachedSpan(spanOf(topic, traceparent)));
    const deliveries = events.map(({ event, eventId }, index) => ({
      ...deliveryOf(tx, event, eventId),
      traceparent: spans[index]?.traceparent,
    }));
    try {
      await handleAll(tx, deliveries);
      for (const span of spans) span.end();
    } catch (error) {
      for (const span of spans) span.end(error);
      throw error;
    }
  };

  return async (tx: Tx, topic: Topic, events: readonly Handled[]): Promise<void> => {
    const handler = subscriptions[topic] as AnyHandler | undefined;
    if (!handler) throw new Error(`no handler for ${topic}`);
    const withContent = events.filter(({ event }) => event !== null);
    if (withContent.length === 0) return;
    if (typeof handler !== 'function') return runBatchHandler(tx, topic, handler, withContent);
    for (const { event, eventId, traceparent } of withContent)
      await inTrace(spanOf(topic, traceparent), (current) =>
        handler({ ...deliveryOf(tx, event, eventId), traceparent: current }),
      );
  };
}

const spanOf = (topic: Topic, traceparent: string | null | undefined) => ({
  name: `process ${topic}`,
  kind: SpanKind.CONSUMER,
  traceparent: traceparent ?? undefined,
});

const deliveryOf = <Tx>(tx: Tx, event: unknown, eventId: string): Omit<Delivery<Topic, Tx>, 'traceparent'> => ({
  event: event as EventByTopic[Topic],
  eventId,
  tx,
});

const toArrivedEvent = (message: EventOrigin & { event: EventByTopic[Topic] }): ArrivedEvent => ({
  ...message,
  groupKey: keyOf(message.topic, message.event),
  position: streamPositionOf(message.topic, message.event),
});

/**
 * Computes the stream steps for the case that every event is new and next in its stream; null when that is impossible.
 */
function stepsOf(events: readonly ArrivedEvent[]): StreamStep[] | null {
  if (new Set(events.map(({ eventId }) => eventId)).size < events.length) return null;
  const positions = events.flatMap(({ position }) => position ?? []);
  const steps: StreamStep[] = [];
  for (const [stream, ofStream] of Map.groupBy(positions, ({ stream }) => stream)) {
    const versions = new Set(ofStream.map(({ version }) => version));
    const [from, to] = [Math.min(...versions) - 1, Math.max(...versions)];
    if (versions.size < ofStream.length || to - from !== versions.size) return null;
    steps.push({ stream, from, to });
  }
  return steps;
}

const outcomeOf = (event: ArrivedEvent, { outcomes }: BatchPlan<ArrivedEvent>): Outcome => {
  const outcome = outcomes.get(event) ?? 'duplicate';
  return outcome === 'applied' && event.event === null ? 'skipped' : outcome;
};

const toParked = ({ position, ...origin }: ArrivedEvent & { position: StreamPosition }): ParkedEvent => ({
  ...position,
  topic: origin.topic,
  eventId: origin.eventId,
  event: origin.event,
  key: origin.key ?? null,
  value: origin.value ?? null,
  headers: origin.headers ?? {},
  traceparent: origin.traceparent ?? null,
});
