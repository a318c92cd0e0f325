import { useFormatter } from 'next-intl';

/** The event's date as a stamp on its poster, which is easy to find in a grid. */
export function DateStamp({ startsAt, timeZone }: { startsAt: string; timeZone: string }) {
  const format = useFormatter();
  const date = new Date(startsAt);
  return (
    <time
      dateTime={startsAt}
      className="flex min-w-11 flex-col items-center rounded-field bg-card px-2 py-1.5 text-ink"
    >
      <span className="display figures text-2xl leading-6">{format.dateTime(date, { day: 'numeric', timeZone })}</span>
      <span className="text-xs leading-4 font-semibold">{format.dateTime(date, { month: 'short', timeZone })}</span>
    </time>
  );
}
