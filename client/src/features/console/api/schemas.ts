import type {
  DeadLetter,
  DeadLetterDetail,
  DeadLetterGroup,
  OrderInService,
  Overview,
  operations,
  Saga,
} from '@ticketing/api-client';

export type {
  AuditEntry,
  DeadLetterTopic,
  DryRun,
  OrderEvent,
  OrderView,
  Overview,
  Replay,
  Resend,
  Saga,
  SagaSummary,
} from '@ticketing/api-client';
export type Letter = DeadLetter;
export type LetterDetail = DeadLetterDetail;
export type LetterGroup = DeadLetterGroup;
export type ConsumerStatus = NonNullable<Overview['consumers']>[number];
export type OrderService = OrderInService;
export type ServiceStatus = Overview['services'][number];

export type LetterState = Letter['state'];
export const letterStates = [
  'open',
  'replaying',
  'succeeded',
  'failed_again',
  'discarded',
] as const satisfies readonly LetterState[];

export type SagaStatus = Saga['status'];
export type SagaStep = Saga['steps'][number];
export type SagaEvent = Saga['timeline'][number];
/** Unfinished ones first. */
export const sagaStatuses = [
  'stuck',
  'compensating',
  'running',
  'compensated',
  'completed',
] as const satisfies readonly SagaStatus[];

/** What sagas there are, as the filter offers it. */
export const sagaDefinitions = ['book-journey', 'cancel-event'] as const;

type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>;
export type LetterQuery = QueryOf<'listLetters'>;
export type GroupQuery = QueryOf<'groupLetters'>;
export type PageQuery = QueryOf<'listReplays'> & QueryOf<'listAuditEntries'>;
export type SagaQuery = QueryOf<'listSagas'>;
export type SelectedLetters = operations['startReplay']['requestBody']['content']['application/json'];
