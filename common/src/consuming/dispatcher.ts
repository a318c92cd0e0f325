import { isTransient } from '../errors/index.ts';
import type { Applier, Outcome } from './applier.ts';
import { type ArrivedEvent, stepsOf, toArrivedEvent, toSkippedVersion } from './arrived-event.ts';
import { AlreadyRecorded, type ConsumerStore, NotInOrder, type ParkedEvent } from './consumer-store.ts';
import { EventTransactions, ParkedSuccessorFailed, type TransactionMode } from './event-transactions.ts';
import { createHandlerRunner } from './handler-runner.ts';
import { type Subscriptions, successorWith } from './subscription.ts';

/** Parked events processed per sweep. */
const sweepSize = 100;

/**
 * Creates a dispatcher that applies events exactly once and in each aggregate's order: inbox, version check, handlers
 * and parking run in one transaction. When a call resolves, every event has one of the {@link Outcome}s.
 *
 * The transactions are tried in this order; each assumes less than the one before:
 *
 *     in order ──NotInOrder──▶ any order ──AlreadyRecorded──▶ … with a query of the inbox
 *                                  └──────ParkedSuccessorFailed──▶ … without parked successors
 */
export function createDispatcher<Tx>(
  store: ConsumerStore<Tx>,
  subscriptions: Subscriptions<Tx>,
): Pick<Applier, 'apply' | 'applyAll' | 'skip' | 'releaseParked'> {
  const transactions = new EventTransactions(store, createHandlerRunner(subscriptions));
  const applyOne = async (event: ArrivedEvent): Promise<Outcome> =>
    (await applyEvents(transactions, [event]))[0] ?? 'duplicate';
  const applyAll: Applier['applyAll'] = async (messages) => {
    const isRepeated = messages.map((message) => {
      const successor = successorWith(message);
      return successor !== undefined && successor in subscriptions;
    });
    const events = messages.filter((_, index) => !isRepeated[index]).map(toArrivedEvent);
    const outcomes = (events.length > 0 ? await applyEvents(transactions, events) : []).values();
    return isRepeated.map((repeated) => (repeated ? 'duplicate' : (outcomes.next().value ?? 'duplicate')));
  };

  return {
    apply: async (message) => (await applyAll([message]))[0] ?? 'duplicate',
    applyAll,
    skip: (version) => applyOne(toSkippedVersion(version)),
    async releaseParked(onFailure) {
      for (const parked of await store.findReleasable(sweepSize)) {
        try {
          await release(transactions, parked);
        } catch (error) {
          if (isTransient(error)) throw error;
          await onFailure(parked, error);
          await transactions.remove(parked);
        }
      }
    },
  };
}

async function applyEvents<Tx>(
  transactions: EventTransactions<Tx>,
  events: readonly ArrivedEvent[],
): Promise<Outcome[]> {
  const steps = stepsOf(events);
  if (steps) {
    try {
      return await transactions.applyInOrder(events, steps);
    } catch (error) {
      if (!(error instanceof NotInOrder)) throw error;
    }
  }
  for (let mode: TransactionMode | null = { withParked: true, checksInbox: false }; ; ) {
    try {
      return await transactions.apply(events, mode);
    } catch (error) {
      mode = nextMode(mode, error);
      if (!mode) throw error;
    }
  }
}

/** @returns the mode in which the error can't happen; null for an error that no mode avoids */
function nextMode(mode: TransactionMode, error: unknown): TransactionMode | null {
  if (error instanceof AlreadyRecorded && !mode.checksInbox) return { ...mode, checksInbox: true };
  // The predecessor is applied without its successor; the next sweep handles the successor.
  if (error instanceof ParkedSuccessorFailed && mode.withParked) return { ...mode, withParked: false };
  return null;
}

async function release<Tx>(transactions: EventTransactions<Tx>, parked: ParkedEvent): Promise<void> {
  try {
    await transactions.release(parked, { withParked: true });
  } catch (error) {
    if (!(error instanceof ParkedSuccessorFailed)) throw error;
    await transactions.release(parked, { withParked: false });
  }
}
