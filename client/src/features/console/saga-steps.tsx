import { useTranslations } from 'next-intl';
import type { SagaStep } from './api/schemas.ts';
import { stepWords } from './logic/saga-words.ts';

interface SagaStepsProps {
  steps: SagaStep[];
  /** Name of the step at work. */
  current: string | null;
}

/**
 * The definition as a diagram: the steps from left to right, below each what undoes it, from right to left. On a phone from
 * top to bottom. What the arrows show, the order of the list says.
 */
export function SagaSteps({ steps, current }: SagaStepsProps) {
  const t = useTranslations('ops.saga');
  return (
    <ol
      aria-label={t('steps')}
      className="grid gap-x-8 gap-y-4 text-sm md:auto-cols-fr md:grid-flow-col md:grid-rows-[auto_auto] md:gap-y-2"
    >
      {steps.map((step, at) => (
        <li
          key={step.name}
          aria-current={step.name === current ? 'step' : undefined}
          className="grid grid-cols-2 gap-2 md:row-span-2 md:grid-cols-1 md:grid-rows-subgrid"
        >
          <Forward step={step} isCurrent={step.name === current} isFirst={at === 0} />
          {step.canBeUndone && (
            <Back step={step} isCurrent={step.name === current} isLast={!steps[at - 1]?.canBeUndone} />
          )}
        </li>
      ))}
    </ol>
  );
}

interface BoxProps {
  step: SagaStep;
  isCurrent: boolean;
}

const box = 'relative flex flex-col gap-1 rounded-card px-3 py-2';
const atWork = 'border-2 border-accent-ink bg-wash';

function Forward({ step, isCurrent, isFirst }: BoxProps & { isFirst: boolean }) {
  const t = useTranslations('ops.saga');
  const { name, state, attempts, isPivot } = step;
  const isHere = isCurrent && state !== 'compensating';
  return (
    <div className={`${box} ${isHere ? atWork : 'border border-field-line bg-card'}`}>
      <p className="font-semibold wrap-anywhere">
        {name}
        {isHere && <span className="sr-only"> ({t('current')})</span>}
      </p>
      <p className="text-muted first-letter:uppercase">{stepWords(t, name)}</p>
      {isPivot && <p className="font-semibold">{t('pivot')}</p>}
      <p className={`mt-auto font-semibold ${stateColours[state]}`}>
        {t(`stepStates.${state}`)}
        <Attempts count={attempts.step} />
      </p>
      {!isFirst && <Arrow className="rotate-90 md:rotate-0" />}
    </div>
  );
}

function Back({ step, isCurrent, isLast }: BoxProps & { isLast: boolean }) {
  const t = useTranslations('ops.saga');
  const { name, state, attempts } = step;
  const undoState = state === 'compensating' || state === 'compensated' ? state : 'idle';
  const isHere = isCurrent && state === 'compensating';
  return (
    <div className={`${box} ${isHere ? atWork : 'border border-dashed border-field-line'}`}>
      <p className="wrap-anywhere">{t('undo', { what: stepWords(t, name, 'compensation') })}</p>
      <p className={`mt-auto ${undoState === 'idle' ? 'text-muted' : 'font-semibold'}`}>
        {t(`undoStates.${undoState}`)}
        <Attempts count={attempts.compensation} />
      </p>
      {!isLast && <Arrow className="-rotate-90 md:rotate-180" />}
    </div>
  );
}

const stateColours: Record<SagaStep['state'], string> = {
  unsent: 'font-normal text-muted',
  sent: 'text-accent-ink',
  succeeded: 'text-green',
  refused: 'text-red',
  unanswered: 'text-red',
  compensating: 'text-accent-ink',
  compensated: 'text-muted',
};

/** One attempt is usual and not mentioned. */
function Attempts({ count }: { count: number }) {
  const t = useTranslations('ops.saga');
  return count > 1 && <span className="font-normal text-muted"> · {t('attempts', { count })}</span>;
}

/** Between a box and the one of the step before: in the gap to its left, on a phone above it. */
const Arrow = ({ className }: { className: string }) => (
  <svg
    viewBox="0 0 20 10"
    aria-hidden="true"
    className={`absolute -top-3.5 left-6 size-3 fill-none stroke-muted md:top-1/2 md:-left-7 md:h-3 md:w-6 md:-translate-y-1/2 ${className}`}
    strokeWidth="1.5"
  >
    <path d="M0 5h18M14 1l4 4-4 4" />
  </svg>
);
