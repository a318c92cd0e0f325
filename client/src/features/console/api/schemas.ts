import type { DeadLetter, DeadLetterDetail, DeadLetterGroup, Overview, operations } from '@ticketing/api-client';

export type { AuditEntry, DeadLetterTopic, DryRun, Overview, Replay, Resend } from '@ticketing/api-client';
export type Letter = DeadLetter;
export type LetterDetail = DeadLetterDetail;
export type LetterGroup = DeadLetterGroup;
export type ConsumerStatus = NonNullable<Overview['consumers']>[number];
export type ServiceStatus = Overview['services'][number];

export type LetterState = Letter['state'];
export const letterStates = [
  'open',
  'replaying',
  'succeeded',
  'failed_again',
  'discarded',
] as const satisfies readonly LetterState[];

type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>;
export type LetterQuery = QueryOf<'listLetters'>;
export type GroupQuery = QueryOf<'groupLetters'>;
export type PageQuery = QueryOf<'listReplays'> & QueryOf<'listAuditEntries'>;
export type SelectedLetters = operations['startReplay']['requestBody']['content']['application/json'];
