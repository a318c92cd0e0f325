const secondsOf = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const units = Object.entries(secondsOf).toReversed() as ['d' | 'h' | 'm' | 's', number][];

/** Returns a duration in its largest unit, rounded down: 95 seconds are 1 minute. */
export interface Age {
  count: number;
  unit: 'd' | 'h' | 'm' | 's';
}

export function ageOf(seconds: number): Age {
  const whole = Math.max(0, Math.floor(seconds));
  const [unit, size] = units.find(([, of]) => whole >= of) ?? ['s', 1];
  return { count: Math.floor(whole / size), unit };
}

const symbols = { s: 's', m: 'min', h: 'h', d: 'd' } as const;

/** Formats a duration with SI symbols, in every language. */
export function ageText(seconds: number): string {
  const { count, unit } = ageOf(seconds);
  return `${count} ${symbols[unit]}`;
}

/** Formats the time between two steps of a program: milliseconds below ten seconds. */
export const durationText = (ms: number): string =>
  ms < 10_000 ? `${Math.max(0, Math.round(ms))} ms` : ageText(ms / 1000);

export const secondsBetween = (iso: string, now: number): number => (now - Date.parse(iso)) / 1000;

/** The waiting times after which an age turns amber, then red. */
const lateS = 3_600;
const veryLateS = 86_400;

export function urgencyOf(seconds: number): 'calm' | 'late' | 'very late' {
  if (seconds >= veryLateS) return 'very late';
  return seconds >= lateS ? 'late' : 'calm';
}

/** Formats a time to the second, in UTC, as in logs: `2026-01-31 12:00:05`. */
export const utcOf = (iso: string): string => new Date(iso).toISOString().slice(0, 19).replace('T', ' ');

/**
 * Parses an operator's time: `30m`, `2h`, `7d` before now, or a date. Without a zone it is UTC, like everything that
 * the console shows.
 * @returns ISO text; null when it is neither
 */
export function parseMoment(text: string, now: number): string | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (unit) return isoOf(new Date(now - Number(count) * secondsOf[unit as Age['unit']] * 1000));
  const [, day, time = 'T00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const at = new Date(`${day}${time.replace(' ', 'T')}${zone}`);
  return isoOf(at);
}

/** Returns ISO text with a four-digit year, which is what the API accepts; null otherwise. */
function isoOf(at: Date): string | null {
  if (Number.isNaN(at.getTime())) return null;
  const iso = at.toISOString();
  return /^\d{4}-/.test(iso) && !iso.startsWith('0000') ? iso : null;
}
