import type { StreamPosition, Topic } from '@ticketing/contracts';
import type { Outcome } from './applier.ts';
import type { StreamState } from './consumer-store.ts';

export interface PlannedEvent {
  topic: Topic;
  /** Events of one topic with the same group key never run in the same round. */
  groupKey: string;
  position: StreamPosition | null;
}

export interface BatchPlan<E extends PlannedEvent> {
  /** Rounds run one after the other. Events of one round don't depend on each other. */
  rounds: Map<Topic, E[]>[];
  parked: (E & { position: StreamPosition })[];
  /** Version of each stream after the batch. */
  advanced: Map<string, number>;
  outcomes: Map<E, Outcome>;
}

/**
 * Plans a batch of new events: which are applied and in what order, which are parked, which are stale. Versions of one
 * stream are applied in sequence, even across topics; events without a version are applied in arrival order.
 * @param events in arrival order
 */
export function planBatch<E extends PlannedEvent>(
  events: readonly E[],
  streams: ReadonlyMap<string, Pick<StreamState, 'version'>>,
): BatchPlan<E> {
  const plan: BatchPlan<E> = { rounds: [], parked: [], advanced: new Map(), outcomes: new Map() };
  const roundOfKey = new Map<string, number>();
  const accept = (event: E) => {
    const key = event.position?.stream ?? `${event.topic} ${event.groupKey}`;
    const round = roundOfKey.get(key) ?? 0;
    roundOfKey.set(key, round + 1);
    plan.rounds[round] ??= new Map();
    const group = plan.rounds[round].get(event.topic);
    if (group) group.push(event);
    else plan.rounds[round].set(event.topic, [event]);
    plan.outcomes.set(event, 'applied');
  };
  for (const event of inVersionOrder(events)) {
    const { position } = event;
    if (!position) {
      accept(event);
      continue;
    }
    const { stream, version } = position;
    const applied = plan.advanced.get(stream) ?? streams.get(stream)?.version ?? -1;
    if (version <= applied) {
      plan.outcomes.set(event, 'stale');
    } else if (version > applied + 1) {
      plan.parked.push({ ...event, position });
      plan.outcomes.set(event, 'parked');
    } else {
      accept(event);
      plan.advanced.set(stream, version);
    }
  }
  return plan;
}

/**
 * Puts events without a version first, in arrival order, then versioned events by version. The two kinds are
 * independent.
 */
const inVersionOrder = <E extends PlannedEvent>(events: readonly E[]): E[] => [
  ...events.filter(({ position }) => !position),
  ...events.filter(({ position }) => position).sort((a, b) => versionOf(a) - versionOf(b)),
];
const versionOf = ({ position }: PlannedEvent): number => position?.version ?? 0;
