export { actionsOf, type SagaActions } from './actions.ts';
export type { OrchestratorOptions } from './changes.ts';
export {
  type CommandFields,
  type Compensation,
  defineSaga,
  type Outcome,
  type Retry,
  type SagaDefinition,
  SagaDefinitionError,
  type SagaReply,
  type Step,
} from './definition.ts';
export { createDefinitions, type Definitions, diagramOf, UnknownDefinitionError } from './definitions.ts';
export type { DeliveredReply } from './handle-replies.ts';
export { createOrchestrator, type NewSaga, type Orchestrator, type SagaRequest } from './orchestrator.ts';
export { mustCarryOut, onCompensation, type StepRecord } from './participant.ts';
export {
  type Saga,
  type SagaEvent,
  type SagaProblem,
  type SagaStatus,
  type StepProgress,
  type StepState,
  sagaStatuses,
  stepStates,
} from './saga.ts';
export { sagaIdOf } from './saga-id.ts';
export { createSagaMetrics, type SagaMetrics } from './saga-metrics.ts';
export {
  findSaga,
  findSagas,
  listSagas,
  readTimeline,
  type SagaDetails,
  type SagaQuery,
  type SagaSummary,
  type TimelineEntry,
} from './saga-reads.ts';
export type { Sql } from './saga-store.ts';
export type { InTransaction } from './sweep.ts';
