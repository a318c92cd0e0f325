import { ageText, secondsBetween, urgencyOf, utcOf } from './logic/moment.ts';

const colours = { calm: '', late: 'font-semibold text-amber', 'very late': 'font-semibold text-red' } as const;

interface AgeProps {
  of: string;
  /** The server's time at rendering: the browser's clock may be wrong, and hydration would differ. */
  now: number;
  /** Whether it needs an operator; its colour then shows the urgency. */
  isWaiting?: boolean;
}

/** An age, with the exact time as its title. Uses SI symbols in every language. */
export function Age({ of, now, isWaiting = false }: AgeProps) {
  const seconds = secondsBetween(of, now);
  return (
    <time
      dateTime={of}
      title={`${utcOf(of)} UTC`}
      className={`whitespace-nowrap ${isWaiting ? colours[urgencyOf(seconds)] : ''}`}
    >
      {ageText(seconds)}
    </time>
  );
}

/** A time to the second, in UTC, with its age. */
export function Moment({ of, now }: { of: string; now: number }) {
  return (
    <span className="figures">
      <time dateTime={of} className="whitespace-nowrap">
        {utcOf(of)}
      </time>{' '}
      <span className="whitespace-nowrap text-muted">({ageText(secondsBetween(of, now))})</span>
    </span>
  );
}
