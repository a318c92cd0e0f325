import { DateTime, type DateTimeOptions, IANAZone } from 'luxon';

/** A day of a calendar, `2027-03-28`. Days compare as texts. */
export type LocalDate = string;

const dayOf = (date: LocalDate, options: DateTimeOptions = { zone: 'utc' }) => DateTime.fromISO(date, options);
export const isTimeZone = (name: string): boolean => IANAZone.isValidZone(name);

const toDate = (day: DateTime): LocalDate => day.toFormat('yyyy-MM-dd');

export const addDays = (date: LocalDate, days: number): LocalDate => toDate(dayOf(date).plus({ days }));

/** Returns 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export const weekdayOf = (date: LocalDate): number => dayOf(date).weekday;

/** Returns the day that an instant has in a time zone. */
export const localDateOf = (at: Date, zone: string): LocalDate => toDate(DateTime.fromJSDate(at, { zone }));

/** Returns the first instant of the next day in a time zone. */
export const startOfNextDay = (at: Date, zone: string): Date =>
  DateTime.fromJSDate(at, { zone }).plus({ days: 1 }).startOf('day').toJSDate();

/**
 * Returns the instant of a wall clock in a time zone. A time that the clock skips is as much later as the clock jumps
 * (02:30 becomes 03:30); of a time that occurs twice, it is the first.
 * @param time `19:45`
 */
export function instantOf(date: LocalDate, time: string, zone: string): Date {
  const [first] = dayOf(`${date}T${time}`, { zone }).getPossibleOffsets();
  if (!first?.isValid) throw new RangeError(`${date} ${time} in ${zone} is no instant`);
  return first.toJSDate();
}
