import { isTopic, schemaByTopic } from '@ticketing/contracts';
import type { Logger } from '../log/index.ts';
import type { Definitions } from './definitions.ts';
import type { Saga, SagaInput } from './saga.ts';
import type { SagaMetrics } from './saga-metrics.ts';
import { type LockedSaga, type SagaChange, type Sql, saveChanges } from './saga-store.ts';
import { type Transition, transition } from './transition.ts';

export interface OrchestratorOptions {
  definitions: Definitions;
  /** Returns the header `eventType` of a command; the name of its schema by default. */
  typeOf?: (topic: string) => string;
  log: Logger;
  metrics: SagaMetrics;
  /** The jitter of backoffs. */
  random?: () => number;
  /** How long a due saga of an unknown version may wait for a program that knows it, before the alarm. Milliseconds. */
  unknownGraceMs?: number;
}

/** @throws Error for a topic that is not in the catalogue */
export function schemaNameOf(topic: string): string {
  if (!isTopic(topic)) throw new Error(`${topic} is not a topic of the catalogue`);
  return schemaByTopic[topic].name;
}

/** Applies an input under the version that the saga was started with. @throws UnknownDefinitionError */
export const applyInput = ({ definitions, random }: OrchestratorOptions, saga: Saga, input: SagaInput): Transition =>
  transition({ definition: definitions.of(saga), ...(random && { random }) }, saga, input);

/** A transition of a locked saga, as it is written. @param traceparent trace of its cause; that of the start by default */
export interface Decided {
  locked: LockedSaga;
  next: Transition;
  traceparent?: string | undefined;
}

/** Writes what was decided, counts it and logs it. A transaction that fails later is counted, too. */
export async function saveDecided(sql: Sql, options: OrchestratorOptions, decided: readonly Decided[]): Promise<void> {
  await saveChanges(
    sql,
    decided.map((each) => changeOf(options, each)),
    { typeOf: options.typeOf ?? schemaNameOf },
  );
  for (const each of decided) report(options, each);
}

function changeOf({ definitions }: OrchestratorOptions, { locked, next, traceparent }: Decided): SagaChange {
  const isUnderstood = next.events.length > 0 && next.events.every(({ type }) => type !== 'Parked');
  const keys = isUnderstood ? (definitions.of(locked.saga).keysOf?.(next.saga.data) ?? []) : null;
  return { ...next, fromVersion: locked.saga.version, keys, traceparent: traceparent ?? locked.traceparent };
}

function report({ log, metrics }: OrchestratorOptions, { locked, next: { saga, events } }: Decided): void {
  const { id: sagaId, definition, definitionVersion, step, status } = saga;
  for (const event of events) {
    if (event.type === 'CompensationSent' && event.attempt > 1) metrics.compensationRetried(definition, event.step);
    if (event.type === 'Completed' || event.type === 'Compensated') {
      metrics.ended(definition, status);
      log.info({ sagaId, definition, status, code: saga.failure?.code }, 'saga ended');
    }
  }
  if (status === 'stuck' && locked.saga.status !== 'stuck')
    log.error({ sagaId, definition, definitionVersion, step, code: saga.alarm?.code }, 'saga is stuck');
}
