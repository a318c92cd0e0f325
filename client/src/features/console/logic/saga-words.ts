import type { useTranslations } from 'next-intl';
import type { SagaEvent } from '../api/schemas.ts';
import { durationText } from './moment.ts';

type Words = ReturnType<typeof useTranslations<'ops.saga'>>;
type Phase = NonNullable<SagaEvent['phase']>;

const knownSteps = ['seats', 'manifest', 'payment', 'issue', 'sales', 'orders', 'refunds', 'notices'] as const;
const undoableSteps = ['seats', 'manifest'] as const;
const knownCodes = ['timed_out', 'no_progress', 'cancelled', 'unknown_definition', 'definition_failed'] as const;

const isOneOf = <T extends string>(known: readonly T[], text: string): text is T => known.some((it) => it === text);

/** What a step or its compensation does. Steps of other definitions keep their names. */
export function stepWords(t: Words, name: string, phase: Phase = 'step'): string {
  if (phase === 'step') return isOneOf(knownSteps, name) ? t(`does.${name}`) : name;
  return isOneOf(undoableSteps, name) ? t(`undoes.${name}`) : t('undoes.other', { step: name });
}

/** Our own codes in words; those of participants as they are. */
export const codeWords = (t: Words, code: string): string => (isOneOf(knownCodes, code) ? t(`codes.${code}`) : code);

/** One event of a saga's history, as a sentence. */
export function eventWords(t: Words, event: SagaEvent): string {
  const { type } = event;
  const step = event.step ?? '–';
  const code = codeWords(t, event.code ?? '–');
  switch (type) {
    case 'Started':
    case 'Completed':
    case 'Compensated':
      return t(`events.${type}`);
    case 'CommandSent':
    case 'CompensationSent': {
      const what = stepWords(t, step, type === 'CommandSent' ? 'step' : 'compensation');
      return t('events.sent', { to: event.participant ?? event.topic ?? '–', what, attempt: event.attempt ?? 1 });
    }
    case 'StepSucceeded':
    case 'StepUnanswered':
    case 'StepCompensated':
      return t(`events.${type}`, { step });
    case 'StepRefused':
      return t('events.StepRefused', { step, code });
    case 'StepPending':
      return t('events.StepPending', { step, time: durationText(event.retryInMs ?? 0) });
    case 'RetryScheduled': {
      const what = stepWords(t, step, event.phase ?? 'step');
      return t('events.RetryScheduled', { what, code, time: durationText(event.retryInMs ?? 0) });
    }
    case 'CancelRequested':
    case 'RetryRequested':
      return t(`events.${type}`, { by: event.by ?? '–' });
    case 'CompensationStarted':
    case 'Parked':
      return t(`events.${type}`, { code });
  }
}

/** How a command was answered; null for other events. */
export function answerWords(t: Words, { type, at, answeredAt, outcome }: SagaEvent): string | null {
  if (type !== 'CommandSent' && type !== 'CompensationSent') return null;
  if (!answeredAt || !outcome) return t('answer.none');
  return t(`answer.${outcome}`, { time: durationText(Date.parse(answeredAt) - Date.parse(at)) });
}
