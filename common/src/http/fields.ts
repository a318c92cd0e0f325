import { z } from 'zod';

/**
 * Text that every database can store: no NUL (PostgreSQL refuses it) and no lone surrogate (it has no UTF-8 form).
 * @param message shown to the user
 */
export const safeText = (message: string) =>
  z.string({ error: message }).refine((value) => value.isWellFormed() && !value.includes('\0'), message);

/** A character that leaves a mark; spaces, format characters, fillers and lone accents don't. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mark}\u2800]/u;

/** Whether a text has something to see; U+200B or a Hangul filler alone is blank. */
export const isVisible = (text: string): boolean => visible.test(text);

/**
 * Characters that change how the text around them is shown: controls, which terminals and logs act on, embeddings and
 * overrides of the writing direction, with which `gpj.exe` reads as `exe.jpg`, and separators of lines and paragraphs.
 * Source: Unicode Technical Report 36, "Bidirectional text spoofing".
 */
const steering = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/u;
const lineBreaksAndTabs = /[\t\r\n]/g;

/**
 * Text that people type and others read: {@link safeText} without characters that steer how it is shown. Whether it may
 * be blank is up to the caller ({@link isVisible}).
 * @param message shown to the user
 */
export const readableText = (message: string, { isMultiline = false } = {}) =>
  safeText(message).refine(
    // A NUL has its message already.
    (value) => value.includes('\0') || !steering.test(isMultiline ? value.replace(lineBreaksAndTabs, '') : value),
    'Control and direction characters are not allowed',
  );

/**
 * Text with something to see, trimmed.
 * @param name what the messages call it
 */
export const requiredText = (name: string, maxCharacters: number) =>
  readableText(`${name} is required`)
    .trim()
    .refine(isVisible, `${name} is required`)
    .max(maxCharacters, `${name} must have at most ${maxCharacters} characters`);

/** Text that may be omitted (unchanged) or cleared with null or blanks, visible or not. */
export const optionalText = (name: string, maxCharacters: number, options: { isMultiline?: boolean } = {}) =>
  readableText(`${name} must be text`, options)
    .trim()
    .max(maxCharacters, `${name} must have at most ${maxCharacters} characters`)
    .transform((value) => (isVisible(value) ? value : null))
    .nullable()
    .optional();

/** Removes undefined fields, so that an edit leaves them unchanged. */
export const withoutUndefined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

export const objectIdPattern = /^[0-9a-f]{24}$/;
export const objectId = z.string().regex(objectIdPattern);
export const uuid = z.uuid().toLowerCase();
export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The latest and earliest instants that every database and ISO 8601 with four-digit years can represent. Milliseconds.
 */
export const latestInstantMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const earliestInstantMs = Date.parse('0001-01-01T00:00:00Z');

const toInstant = (error: string) => (text: string, context: z.RefinementCtx) => {
  const at = new Date(text);
  // An offset can move a well-formed date past the end of the calendar.
  if (at.getTime() >= earliestInstantMs && at.getTime() <= latestInstantMs) return at;
  context.addIssue({ code: 'custom', message: error });
  return z.NEVER;
};

/**
 * An instant with a UTC offset, parsed to a Date.
 * @param message shown to the user
 */
export const instant = (message = 'must be an instant, such as 2027-05-01T19:30:00Z') =>
  z.iso.datetime({ offset: true, error: message }).transform(toInstant(message));

/** An instant, or a date, which means its first instant in UTC. */
export const instantOrDate = (message = 'must be a date, such as 2027-05-01, or an instant') =>
  z.union([z.iso.date(), z.iso.datetime({ offset: true })], { error: message }).transform(toInstant(message));
