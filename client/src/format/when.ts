import { nextDay, toMarketTime } from './market-time.ts';

export const spans = ['today', 'weekend', 'nextWeek'] as const;
export type Span = (typeof spans)[number];

/** The dates of "today", "this weekend" (the rest of Friday to Sunday) and "next 7 days". */
export function daysOf(span: Span, now: Date): { from: string; to: string } {
  const today = toMarketTime(now).slice(0, 10);
  if (span === 'today') return { from: today, to: today };
  if (span === 'nextWeek') return { from: today, to: after(today, 6) };
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
  return { from: after(today, Math.max(0, 5 - weekday)), to: after(today, 7 - weekday) };
}

const after = (day: string, days: number): string => (days === 0 ? day : after(nextDay(day), days - 1));
