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

/** Thrown inside the transaction when a parked successor fails, so that its predecessor is not blamed for it. */
class ParkedSuccessorFailed extends Error {
  override readonly name = 'ParkedSuccessorFailed';
}

/** An event to be applied; without content for a version that an operator has skipped. */
interface ArrivedEvent extends EventOrigin, PlannedEvent {
  event: unknown;
}

/** How a transaction is tried. */
interface Attempt {
  /** Applies parked successors, too. */
  withParked: boolean;
  /** Looks into the inbox first: a new event is the rule, and for it that would be a round trip for nothing. */
  looksFirst: boolean;
}

/** Parked events looked at in one sweep. */
const sweepSize = 100;

/**
 * Applies events exactly once and in their aggregates' order: inbox, version check, handlers and parking of any number of
 * events in one transaction. When it resolves, each is in the database in one of the ways of {@link Outcome}.
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
        // An unavailable database, or a conflict, says nothing about the event: the whole transaction is tried again.
        throw isTransient(cause) ? cause : new ParkedSuccessorFailed('a parked successor failed', { cause });
      });
    }
  };

  const record = async (tx: Tx, events: readonly ArrivedEvent[], looksFirst: boolean): Promise<ArrivedEvent[]> => {
    const byId = new Map<string, ArrivedEvent>();
    for (const event of events) if (!byId.has(event.eventId)) byId.set(event.eventId, event);
    const known = looksFirst ? await store.findInInbox(tx, [...byId.keys()]) : new Set<string>();
    const unknown = [...byId.values()].filter(({ eventId }) => !known.has(eventId));
    if (unknown.length === 0) return [];
    const recorded = await store.recordInInbox(
      tx,
      unknown.map(({ eventId, topic }) => ({ eventId, topic })),
    );
    return unknown.filter(({ eventId }) => recorded.has(eventId));
  };

  const attempt = ({ withParked, looksFirst }: Attempt, events: readonly ArrivedEvent[]) =>
    store.transaction(async (tx): Promise<Outcome[]> => {
      const news = await record(tx, events, looksFirst);
      const streams = new Set(news.flatMap(({ position }) => position?.stream ?? []));
      const states = streams.size > 0 ? await store.lockStreams(tx, [...streams]) : new Map();
      const plan = planBatch(news, states);
      for (const round of plan.rounds) for (const [topic, group] of round) await runHandler(tx, topic, group);
      if (plan.parked.length > 0) await store.park(tx, plan.parked.map(toParked));
      const { advanced } = plan;
      for (const [stream, version] of withParked ? advanced : [])
        if (states.get(stream)?.hasParked || plan.parked.some(({ position }) => position.stream === stream))
          advanced.set(stream, await applyParkedAfter(tx, stream, version));
      if (advanced.size > 0) await store.advanceStreams(tx, advanced);
      return events.map((event) => outcomeOf(event, plan));
    });

  /** The usual case: all of them are new, and next in their streams. @throws NotInOrder otherwise */
  const attemptInOrder = (events: readonly ArrivedEvent[], steps: readonly StreamStep[]) =>
    store.transaction(async (tx): Promise<Outcome[]> => {
      await store.takeInOrder(
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
    const how = { withParked: true, looksFirst: false };
    for (;;) {
      try {
        return await attempt(how, events);
      } catch (error) {
        if (error instanceof AlreadyRecorded && !how.looksFirst) how.looksFirst = true;
        // What it waited for is done without it; the next sweep deals with the successor.
        else if (error instanceof ParkedSuccessorFailed && how.withParked) how.withParked = false;
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

  /** What was published elsewhere is no longer ours: parked nowhere, and unknown to the inbox when it comes again. */
  const remove = ({ stream, version, eventId }: ParkedEvent) =>
    store.transaction(async (tx) => {
      await store.lockStreams(tx, [stream]);
      if (await store.takeParked(tx, stream, version)) await store.removeFromInbox(tx, eventId);
    });

  return {
    apply: (message) => applyOne(arrived(message)),
    applyAll: (messages) => apply(messages.map(arrived)),
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

/** Runs the handler of a topic for events of it, each in its own trace. Skipped versions have no handler to run. */
function createHandlerRunner<Tx>(subscriptions: Subscriptions<Tx>) {
  type AnyHandler = Handler<Topic, Tx> | BatchHandler<Topic, Tx>;
  type Handled = Pick<ArrivedEvent, 'event' | 'eventId' | 'traceparent'>;

  const runTogether = async (
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
    if (typeof handler !== 'function') return runTogether(tx, topic, handler, withContent);
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

const arrived = (message: EventOrigin & { event: EventByTopic[Topic] }): ArrivedEvent => ({
  ...message,
  groupKey: keyOf(message.topic, message.event),
  position: streamPositionOf(message.topic, message.event),
});

/** How the streams move when every event is new and next in its stream; null when that can't be. */
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
