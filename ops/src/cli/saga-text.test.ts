import { expect, it } from '@jest/globals';
import type { Saga } from '@ticketing/api-client';
import { eventText } from './saga-text.ts';

type SagaEvent = Saga['timeline'][number];

const someEvent = (type: SagaEvent['type'], event: Partial<SagaEvent>): SagaEvent => ({
  ...{ type, position: 1, at: '2026-01-31T12:00:00.000Z', step: 'seats', attempt: 1, phase: null, code: null },
  ...{ retryInMs: null, by: null, topic: 'bookings.seats.requested.v1', participant: 'orders', correlationId: null },
  ...{ traceId: null, answeredAt: null, outcome: null, event: {} },
  ...event,
});

it.each<[SagaEvent['type'], Partial<SagaEvent>, string]>([
  ['CommandSent', {}, 'command to orders: do seats · not answered'],
  [
    'CompensationSent',
    { attempt: 2, answeredAt: '2026-01-31T12:00:00.040Z', outcome: 'succeeded' },
    'command to orders: undo seats, attempt 2 · succeeded after 40 ms',
  ],
  ['CommandSent', { participant: null }, 'command to bookings.seats.requested.v1: do seats · not answered'],
  ['StepRefused', { code: 'seats_taken' }, 'seats refused: seats_taken'],
  [
    'RetryScheduled',
    { phase: 'compensation', code: 'timed_out', retryInMs: 900 },
    'undoing seats failed: timed_out; next attempt in 900 ms',
  ],
  ['CancelRequested', { by: 'olga' }, 'undo requested by olga'],
])('describes %s with %j', (type, event, expected) => expect(eventText(someEvent(type, event))).toBe(expected));
