import { z } from 'zod';

/**
 * Text that every store can keep: no NUL (PostgreSQL refuses it) and no lone surrogate (it has no UTF-8 form).
 * @param message what the person is told
 */
export const safeText = (message: string) =>
  z.string({ error: message }).refine((value) => value.isWellFormed() && !value.includes('\0'), message);

export const objectIdPattern = /^[0-9a-f]{24}$/;
export const objectId = z.string().regex(objectIdPattern);
export const uuid = z.uuid().toLowerCase();
export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The last instant that every database, every program and ISO 8601 with four digits can say; and the first. Milliseconds. */
export const latestInstantMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const earliestInstantMs = Date.parse('0001-01-01T00:00:00Z');

const toInstant = (error: string) => (text: string, context: z.RefinementCtx) => {
  const at = new Date(text);
  // An offset can lead over the last day of the calendar, though the digits are right.
  if (at.getTime() >= earliestInstantMs && at.getTime() <= latestInstantMs) return at;
  context.addIssue({ code: 'custom', message: error });
  return z.NEVER;
};

/** An instant with its offset, as a Date. @param message what the person is told */
export const instant = (message = 'must be an instant, such as 2027-05-01T19:30:00Z') =>
  z.iso.datetime({ offset: true, error: message }).transform(toInstant(message));

/** The same, or a date, which is its first instant in UTC. */
export const instantOrDate = (message = 'must be a date, such as 2027-05-01, or an instant') =>
  z.union([z.iso.date(), z.iso.datetime({ offset: true })], { error: message }).transform(toInstant(message));
