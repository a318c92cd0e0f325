import type { SagaEvent, SagaStep } from '../api/schemas.ts';

const noAttempts = { step: 0, compensation: 0 };

export const someStep = (name: string, step: Partial<SagaStep> = {}): SagaStep => ({
  ...{ name, state: 'unsent', attempts: noAttempts, isPivot: false, canBeUndone: true },
  ...step,
});

export const someEvent = (type: SagaEvent['type'], event: Partial<SagaEvent> = {}): SagaEvent => ({
  ...{ type, position: 1, at: '2026-01-31T12:00:00.000Z', step: null, attempt: null, phase: null, code: null },
  ...{ retryInMs: null, by: null, topic: null, participant: null, correlationId: null, traceId: null },
  ...{ answeredAt: null, outcome: null, event: {} },
  ...event,
});
