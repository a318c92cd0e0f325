import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createTranslator, type Messages } from 'next-intl';
import type { SagaEvent } from '../api/schemas.ts';
import { someEvent } from './saga-fixture.ts';
import { answerWords, eventWords } from './saga-words.ts';

const file = join(import.meta.dirname, '../../../../messages/en.json');
const messages = JSON.parse(readFileSync(file, 'utf8')) as Messages;
const t = createTranslator({ locale: 'en', messages, namespace: 'ops.saga' });

it.each<[SagaEvent['type'], Partial<SagaEvent>, string]>([
  ['Started', {}, 'Started'],
  ['CommandSent', { step: 'seats', participant: 'orders', attempt: 1 }, 'Command sent to orders: reserve the places'],
  [
    'CommandSent',
    { step: 'issue', participant: 'catalog', attempt: 3 },
    'Command sent to catalog: issue the tickets (attempt 3)',
  ],
  [
    'CommandSent',
    { step: 'hotel', topic: 'trips.hotel.requested.v1', attempt: 1 },
    'Command sent to trips.hotel.requested.v1: hotel',
  ],
  ['StepSucceeded', { step: 'seats' }, 'seats succeeded'],
  [
    'CommandSent',
    { step: 'refunds', participant: 'payments', attempt: 1 },
    'Command sent to payments: ask whether everybody has the money back',
  ],
  ['StepPending', { step: 'refunds', retryInMs: 2_000 }, 'refunds is not done yet. Asked again in 2000 ms'],
  ['StepRefused', { step: 'seats', code: 'seats_taken' }, 'seats refused: seats_taken'],
  ['StepUnanswered', { step: 'manifest' }, 'manifest may have happened; its answer no longer matters'],
  [
    'RetryScheduled',
    { step: 'seats', phase: 'compensation', code: 'timed_out', retryInMs: 900 },
    'Could not release the places: no answer in time. Next attempt in 900 ms',
  ],
  ['CancelRequested', { by: 'olga' }, 'Undo requested by olga'],
  ['RetryRequested', { by: 'olga' }, 'Retry requested by olga'],
  ['CompensationStarted', { code: 'cancelled' }, 'From here on everything is undone: cancelled'],
  [
    'CompensationSent',
    { step: 'manifest', participant: 'catalog', attempt: 1 },
    'Command sent to catalog: take the party off the manifest',
  ],
  ['CompensationSent', { step: 'hotel', participant: 'trips', attempt: 1 }, 'Command sent to trips: undo hotel'],
  ['StepCompensated', { step: 'seats' }, 'seats undone'],
  ['Completed', {}, 'Completed'],
  ['Compensated', {}, 'Everything is undone'],
  ['Parked', { code: 'unknown_definition' }, 'Nothing could be decided: its version is not known here'],
])('says %s with %j', (type, event, expected) => expect(eventWords(t, someEvent(type, event))).toBe(expected));

it.each<[SagaEvent['type'], Partial<SagaEvent>, string | null]>([
  ['CommandSent', {}, 'No answer so far'],
  ['CommandSent', { answeredAt: '2026-01-31T12:00:00.035Z', outcome: 'succeeded' }, 'Succeeded after 35 ms'],
  ['CompensationSent', { answeredAt: '2026-01-31T12:01:00.000Z', outcome: 'failed' }, 'Refused after 1 min'],
  ['CommandSent', { answeredAt: '2026-01-31T12:00:00.035Z', outcome: 'pending' }, 'Not yet, after 35 ms'],
  ['StepSucceeded', {}, null],
])('says how %s with %j was answered', (type, event, expected) =>
  expect(answerWords(t, someEvent(type, event))).toBe(expected),
);
