/** The market's time zone. Event times are shown and typed in it, whatever the device's zone. */
export const marketTimeZone = 'Europe/Berlin';

const zoned = new Intl.DateTimeFormat('en-CA', {
  timeZone: marketTimeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Formats an instant in market time for a `datetime-local` field: `2027-05-01T19:30`. */
export function toMarketTime(instant: Date): string {
  const part = Object.fromEntries(zoned.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/**
 * Returns the instant of a market time. For an hour that occurs twice, the first; for a skipped hour, the instant after
 * the jump.
 * @param wallClock `2027-05-01T19:30`, or a day, for its start
 * @returns null when it is invalid
 */
export function fromMarketTime(wallClock: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(wallClock)) return null;
  const wanted = Date.parse(`${wallClock.includes('T') ? wallClock : `${wallClock}T00:00`}:00Z`);
  if (Number.isNaN(wanted)) return null;
  const offsetAt = (instant: number) => Date.parse(`${toMarketTime(new Date(instant))}:00Z`) - instant;
  const candidates = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)].map((offset) => wanted - offset);
  const exact = candidates.find((instant) => instant + offsetAt(instant) === wanted);
  return new Date(exact ?? Math.max(...candidates));
}

/** @param day `2027-05-01`. @returns the next day, in the same form */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
