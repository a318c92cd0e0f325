import { ageOf, secondsBetween, urgencyOf, utcOf } from './logic/moment.ts';

const units = { s: 's', m: 'min', h: 'h', d: 'd' } as const;
const colours = { calm: '', late: 'font-semibold text-amber', 'very late': 'font-semibold text-red' } as const;

export function ageText(seconds: number): string {
  const { count, unit } = ageOf(seconds);
  return `${count} ${units[unit]}`;
}

interface AgeProps {
  of: string;
  /** the server's clock when the page was made: a browser's may be wrong, and would be another */
  now: number;
  /** whether somebody should do something about it, so that its colour tells how late it is */
  isWaiting?: boolean;
}

/** How long ago something was; the moment itself is its title. The symbols are those of the SI, in every language. */
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

/** A moment to the second, in UTC, with its age. */
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
