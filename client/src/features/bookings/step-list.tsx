import { useTranslations } from 'next-intl';
import type { Step } from './booking-progress.ts';

/** The steps of a booking. In a live region, a step is read as a whole when its state changes. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations('bookings.steps');
  return (
    <ol aria-label={t('title')} className="flex flex-col">
      {steps.map(({ name, state }, at) => (
        <li
          key={name}
          aria-atomic="true"
          aria-current={state === 'current' ? 'step' : undefined}
          className="flex gap-3 not-last:pb-4"
        >
          <StepMark state={state} number={at + 1} />
          <span className={`pt-0.5 ${looks[state]}`}>
            {t(name === 'seats' && state !== 'done' ? 'seatsToReserve' : name)}
            <span className="sr-only">: {t(`states.${state}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

const looks: Record<Step['state'], string> = {
  done: '',
  current: 'font-semibold text-accent-ink',
  next: 'text-muted',
};

/** Told apart by shape, not only by colour: a tick, a ring with the number, the number. */
function StepMark({ state, number }: { state: Step['state']; number: number }) {
  const shape = 'flex size-7 shrink-0 items-center justify-center rounded-full border-2 text-sm font-semibold';
  if (state === 'done') {
    return (
      <span aria-hidden="true" className={`${shape} border-ink bg-ink text-paper`}>
        <svg aria-hidden="true" viewBox="0 0 12 10" className="size-3 fill-none stroke-current" strokeWidth="2">
          <path d="M1 5l3.5 3.5L11 1.5" />
        </svg>
      </span>
    );
  }
  const colours = state === 'current' ? 'border-accent-ink text-accent-ink' : 'border-line text-muted';
  return (
    <span aria-hidden="true" className={`figures ${shape} ${colours}`}>
      {number}
    </span>
  );
}
