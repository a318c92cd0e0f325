import { isTransient } from '../errors/index.ts';
import type { Outcome } from './applier.ts';
import { type ArrivedEvent, outcomeOf, toParked } from './arrived-event.ts';
import { type BatchPlan, planBatch } from './batch-plan.ts';
import type { ConsumerStore, ParkedEvent, StreamStep } from './consumer-store.ts';
import type { RunHandler } from './handler-runner.ts';

/**
 * Thrown inside the transaction when a parked successor fails, so that the failure is not attributed to its
 * predecessor.
 */
export class ParkedSuccessorFailed extends Error {
  override readonly name = 'ParkedSuccessorFailed';
}

/** How a transaction treats its events. */
export interface TransactionMode {
  /** Also applies parked successors. */
  withParked: boolean;
  /** Queries the inbox before inserting. Most events are new, and for those the query would be a wasted round trip. */
  checksInbox: boolean;
}

/** The transactions of a dispatcher, each one attempt. */
export class EventTransactions<Tx> {
  readonly #store: ConsumerStore<Tx>;
  readonly #runHandler: RunHandler<Tx>;

  constructor(store: ConsumerStore<Tx>, runHandler: RunHandler<Tx>) {
    this.#store = store;
    this.#runHandler = runHandler;
  }

  /**
   * Common case: every event is new and next in its stream.
   * @throws NotInOrder otherwise
   */
  applyInOrder(events: readonly ArrivedEvent[], steps: readonly StreamStep[]): Promise<Outcome[]> {
    return this.#store.transaction(async (tx) => {
      await this.#store.recordInOrder(tx, events.map(toInboxEntry), steps);
      const plan = planBatch(events, new Map(steps.map(({ stream, from }) => [stream, { version: from }])));
      await this.#runHandlers(tx, plan);
      return events.map((event) => outcomeOf(event, plan));
    });
  }

  /**
   * Any events: drops duplicates, parks early ones, applies the others and, `withParked`, their parked successors.
   * @throws AlreadyRecorded when an event is a duplicate and the inbox was not checked
   * @throws ParkedSuccessorFailed
   */
  apply(events: readonly ArrivedEvent[], { withParked, checksInbox }: TransactionMode): Promise<Outcome[]> {
    const store = this.#store;
    return store.transaction(async (tx) => {
      const newEvents = await this.#record(tx, events, checksInbox);
      const streams = new Set(newEvents.flatMap(({ position }) => position?.stream ?? []));
      const states = streams.size > 0 ? await store.lockStreams(tx, [...streams]) : new Map();
      const plan = planBatch(newEvents, states);
      await this.#runHandlers(tx, plan);
      if (plan.parked.length > 0) await store.park(tx, plan.parked.map(toParked));
      const { advanced } = plan;
      for (const [stream, version] of withParked ? advanced : [])
        if (states.get(stream)?.hasParked || plan.parked.some(({ position }) => position.stream === stream))
          advanced.set(stream, await this.#applyParkedAfter(tx, stream, version));
      if (advanced.size > 0) await store.advanceStreams(tx, advanced);
      return events.map((event) => outcomeOf(event, plan));
    });
  }

  /** Applies a parked event if its predecessor has been applied. @throws ParkedSuccessorFailed */
  release({ stream, version, topic }: ParkedEvent, { withParked }: Pick<TransactionMode, 'withParked'>): Promise<void> {
    const store = this.#store;
    return store.transaction(async (tx) => {
      const state = (await store.lockStreams(tx, [stream])).get(stream);
      const parked = version === (state?.version ?? -1) + 1 ? await store.takeParked(tx, stream, version) : null;
      if (!parked) return;
      await this.#runHandler(tx, topic, [parked]);
      const last = withParked ? await this.#applyParkedAfter(tx, stream, version) : version;
      await store.advanceStreams(tx, new Map([[stream, last]]));
    });
  }

  /**
   * Removes an event that was routed elsewhere: it is unparked, and the inbox forgets it so that a redelivery counts as
   * new.
   */
  remove({ stream, version, eventId }: ParkedEvent): Promise<void> {
    const store = this.#store;
    return store.transaction(async (tx) => {
      await store.lockStreams(tx, [stream]);
      if (await store.takeParked(tx, stream, version)) await store.removeFromInbox(tx, eventId);
    });
  }

  /** Adds the events to the inbox. @returns those that were not in it */
  async #record(tx: Tx, events: readonly ArrivedEvent[], checksInbox: boolean): Promise<ArrivedEvent[]> {
    const byId = new Map<string, ArrivedEvent>();
    for (const event of events) if (!byId.has(event.eventId)) byId.set(event.eventId, event);
    const known = checksInbox ? await this.#store.findInInbox(tx, [...byId.keys()]) : new Set<string>();
    const unknown = [...byId.values()].filter(({ eventId }) => !known.has(eventId));
    if (unknown.length === 0) return [];
    const recorded = await this.#store.recordInInbox(tx, unknown.map(toInboxEntry));
    return unknown.filter(({ eventId }) => recorded.has(eventId));
  }

  async #runHandlers(tx: Tx, { rounds }: BatchPlan<ArrivedEvent>): Promise<void> {
    for (const round of rounds) for (const [topic, events] of round) await this.#runHandler(tx, topic, events);
  }

  /** @returns the last applied version */
  async #applyParkedAfter(tx: Tx, stream: string, version: number): Promise<number> {
    for (let last = version; ; last += 1) {
      const next = await this.#store.takeParked(tx, stream, last + 1);
      if (!next) return last;
      await this.#runHandler(tx, next.topic, [next]).catch((cause: unknown) => {
        // A transient error says nothing about the event, so the whole transaction is retried.
        throw isTransient(cause) ? cause : new ParkedSuccessorFailed('a parked successor failed', { cause });
      });
    }
  }
}

const toInboxEntry = ({ eventId, topic }: ArrivedEvent) => ({ eventId, topic });
