import { styleText } from 'node:util';
import type { Saga, SagaSummary } from '@ticketing/api-client';
import { ago, printable, table } from './output.ts';

type SagaEvent = Saga['timeline'][number];
type SagaProblem = SagaSummary['error'];

const problemText = (problem: SagaProblem): string =>
  problem ? [problem.step, problem.code].filter(Boolean).join(': ') : '–';

/** When the current wait ends. */
function deadlineText(at: string | null): string {
  if (at === null) return '–';
  const leftMs = Date.parse(at) - Date.now();
  return leftMs > 0 ? `in ${Math.ceil(leftMs / 1000)}s` : 'due';
}

export const sagasText = (sagas: readonly SagaSummary[], width: number | undefined): string =>
  table(
    [
      { title: 'ID', of: ({ id }) => id },
      { title: 'AGE', of: ({ createdAt }) => ago(createdAt) },
      { title: 'SAGA', of: ({ definition, definitionVersion }) => `${definition} ${definitionVersion}` },
      { title: 'STATUS', of: ({ status }) => status },
      { title: 'STEP', of: ({ step }) => step ?? '–' },
      { title: 'NEXT', of: ({ deadlineAt }) => deadlineText(deadlineAt) },
      { title: 'WHY', of: ({ alarm, error }) => problemText(alarm ?? error), isElastic: true },
    ],
    sagas,
    width,
  );

/** Everything about a saga: facts, steps and history. */
export function sagaText(saga: Saga, width: number | undefined): string {
  const { steps, timeline } = saga;
  return [
    facts(saga),
    `${styleText('bold', 'Steps')}\n${stepsText(steps, width)}`,
    `${styleText('bold', 'History')}\n${timelineText(timeline, width)}`,
  ].join('\n\n');
}

function facts(saga: Saga): string {
  const { actions, waitsFor } = saga;
  const allowed = [actions.retry && '--retry', actions.compensate && '--undo'].filter(Boolean).join(', ');
  const next = waitsFor === 'reply' ? 'answer expected' : 'next attempt';
  const rows: [string, string][] = [
    ['saga', saga.id],
    ['definition', `${saga.definition} ${saga.definitionVersion}${saga.diagram === null ? ' (not known here)' : ''}`],
    ['status', saga.status],
    ['step', saga.step ?? '–'],
    ['next', waitsFor ? `${next} ${deadlineText(saga.deadlineAt)}` : '–'],
    ['stuck because', problemText(saga.alarm)],
    ['undone because', problemText(saga.error)],
    ['started', `${saga.createdAt} (${ago(saga.createdAt)} ago)`],
    ['last change', `${saga.updatedAt} (${ago(saga.updatedAt)} ago)`],
    ['possible now', allowed || 'nothing'],
  ];
  return rows.map(([name, text]) => `${styleText('dim', name.padEnd(16))}${printable(text)}`).join('\n');
}

const stepsText = (steps: Saga['steps'], width: number | undefined): string =>
  table(
    [
      { title: 'STEP', of: ({ name, isPivot }) => (isPivot ? `${name} (pivot)` : name) },
      { title: 'STATE', of: ({ state }) => state, isElastic: true },
      { title: 'ATTEMPTS', of: ({ attempts }) => String(attempts.step) },
      { title: 'UNDOING', of: ({ attempts, canBeUndone }) => (canBeUndone ? String(attempts.compensation) : '–') },
    ],
    steps,
    width,
  );

function timelineText(timeline: readonly SagaEvent[], width: number | undefined): string {
  const startedAt = Date.parse(timeline[0]?.at ?? '');
  return table(
    [
      { title: 'AFTER', of: ({ at }) => durationText(Date.parse(at) - startedAt) },
      { title: 'WHAT', of: eventText, isElastic: true },
      { title: 'CORRELATION', of: ({ correlationId }) => correlationId?.split(':').slice(1).join(':') ?? '–' },
      { title: 'TRACE', of: ({ traceId }) => traceId ?? '–' },
    ],
    timeline,
    width,
  );
}

const durationText = (ms: number): string => (ms < 10_000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`);

/** One event in words. */
export function eventText(event: SagaEvent): string {
  const { type, step, code, by, retryInMs } = event;
  switch (type) {
    case 'Started':
      return 'started';
    case 'CommandSent':
    case 'CompensationSent':
      return sentText(event);
    case 'StepSucceeded':
      return `${step} succeeded`;
    case 'StepPending':
      return `${step} is not done yet; next question in ${retryInMs} ms`;
    case 'StepRefused':
      return `${step} refused: ${code}`;
    case 'StepUnanswered':
      return `${step} may have happened; its answer no longer matters`;
    case 'RetryScheduled':
      return `${event.phase === 'compensation' ? 'undoing ' : ''}${step} failed: ${code}; next attempt in ${retryInMs} ms`;
    case 'CancelRequested':
      return `undo requested by ${by}`;
    case 'RetryRequested':
      return `retry requested by ${by}`;
    case 'CompensationStarted':
      return `from here on everything is undone: ${code}`;
    case 'StepCompensated':
      return `${step} undone`;
    case 'Completed':
      return 'completed';
    case 'Compensated':
      return 'everything is undone';
    case 'Parked':
      return `nothing could be decided: ${code}`;
  }
}

function sentText({ type, step, attempt, participant, topic, at, answeredAt, outcome }: SagaEvent): string {
  const what = type === 'CommandSent' ? `do ${step}` : `undo ${step}`;
  const attemptText = attempt !== null && attempt > 1 ? `, attempt ${attempt}` : '';
  const answer = answeredAt
    ? `${outcome} after ${durationText(Date.parse(answeredAt) - Date.parse(at))}`
    : 'not answered';
  return `command to ${participant ?? topic}: ${what}${attemptText} · ${answer}`;
}
