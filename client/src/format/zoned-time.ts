const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const created = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(timeZone, created);
  return created;
}

/** Whether the runtime knows an IANA time zone, such as `Europe/Berlin`. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return formatterOf(timeZone) !== undefined;
  } catch {
    return false;
  }
}

/** Formats an instant in a time zone for a `datetime-local` field: `2027-05-01T19:30`. */
export function toZonedTime(instant: Date, timeZone: string): string {
  const part = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/**
 * The earliest year that a person means. While a year is being typed, a date field holds years such as 0002, for which
 * zones have no defined offset.
 */
const earliestYear = 1900;
/** A zone's offset must not lead past the last year with four digits. */
const latestYear = 9998;

const wallClockFormat = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/;

/** The wall clock's milliseconds as if it were UTC; null for one that no calendar has or that nobody means. */
function readWallClock(wallClock: string): number | null {
  const parts = wallClockFormat.exec(wallClock)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.map((part) => (Number.isNaN(part) ? 0 : part));
  if (year < earliestYear || year > latestYear || hour > 23 || minute > 59) return null;
  const ms = Date.UTC(year, month - 1, day, hour, minute);
  // Date moves 30 February to March.
  const read = new Date(ms);
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? ms : null;
}

/**
 * Returns the instant of a wall clock in a time zone. For an hour that occurs twice, the first; for a skipped hour, the
 * instant after the jump.
 * @param wallClock `2027-05-01T19:30`, or a day, for its start
 * @returns null when it is invalid or only half typed; never throws
 */
export function fromZonedTime(wallClock: string, timeZone: string): Date | null {
  const wanted = readWallClock(wallClock);
  if (wanted === null) return null;
  const offsetAt = (instant: number) => Date.parse(`${toZonedTime(new Date(instant), timeZone)}:00Z`) - instant;
  const candidates = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)].map((offset) => wanted - offset);
  const exact = candidates.find((instant) => instant + offsetAt(instant) === wanted);
  return new Date(exact ?? Math.max(...candidates));
}

/** @param day a valid day, `2027-05-01`. @returns the next day, in the same form */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
