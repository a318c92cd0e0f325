import type { Topic } from '@ticketing/contracts';
import type { Outcome } from './applier.ts';
import type { StreamState } from './consumer-store.ts';
import type { StreamPosition } from './subscription.ts';

export interface PlannedEvent {
  topic: Topic;
  /** Events of a topic with the same one never run in the same round. */
  groupKey: string;
  position: StreamPosition | null;
}

export interface BatchPlan<E extends PlannedEvent> {
  /** Handlers to run, one round after the other; within a round the events don't depend on each other. */
  rounds: Map<Topic, E[]>[];
  parked: (E & { position: StreamPosition })[];
  /** Version that each stream has afterwards. */
  advanced: Map<string, number>;
  outcomes: Map<E, Outcome>;
}

/**
 * What a batch of new events does: which are applied in which order, which wait for a predecessor, which are history. The
 * versions of a stream are applied in sequence, whichever topics they come by; events without versions as they came.
 * @param events in the order of their arrival
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

/** Events without a version as they came, those with one by version: two kinds that don't depend on each other. */
const inVersionOrder = <E extends PlannedEvent>(events: readonly E[]): E[] => [
  ...events.filter(({ position }) => !position),
  ...events.filter(({ position }) => position).sort((a, b) => versionOf(a) - versionOf(b)),
];
const versionOf = ({ position }: PlannedEvent): number => position?.version ?? 0;
