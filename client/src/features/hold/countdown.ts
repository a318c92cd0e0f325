/**
 * Countdowns use the server's time and a monotonic clock, never the device's wall clock, so a laptop that is an hour off
 * shows the same as any other.
 */
export interface CountdownAnchor {
  /** Milliseconds left when the server responded. */
  remainingMs: number;
  /** Monotonic clock (performance.now) when the request was sent. */
  atMs: number;
}

/**
 * Anchored at the request, not the response: the error is at most the request's duration, and the shown time is never
 * longer than the time left.
 */
export function anchorCountdown(
  { serverTime, expiresAt }: { serverTime: string; expiresAt: string },
  requestedAtMs: number,
): CountdownAnchor {
  return { remainingMs: Date.parse(expiresAt) - Date.parse(serverTime), atMs: requestedAtMs };
}

/** @returns milliseconds left, ≥ 0 */
export function remainingMs(anchor: CountdownAnchor, monotonicNowMs: number): number {
  return Math.max(0, anchor.remainingMs - (monotonicNowMs - anchor.atMs));
}

/** 4:07 · 1:02:03. Rounded up, so that 0:00 is shown only when nothing is left. */
export function formatRemaining(ms: number): string {
  const totalSeconds = Math.ceil(ms / 1000);
  const seconds = String(totalSeconds % 60).padStart(2, '0');
  const minutes = Math.floor(totalSeconds / 60) % 60;
  const hours = Math.floor(totalSeconds / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

export type Urgency = 'calm' | 'soon' | 'now';

/** amber under five minutes, red under one */
export function urgencyOf(ms: number): Urgency {
  if (ms < 60_000) return 'now';
  return ms < 300_000 ? 'soon' : 'calm';
}

export type Mark = 'm5' | 'm2' | 'm1' | 's30';

const marks: [thresholdMs: number, mark: Mark][] = [
  [30_000, 's30'],
  [60_000, 'm1'],
  [120_000, 'm2'],
  [300_000, 'm5'],
];

/** Returns the mark to announce when the time left went from `beforeMs` to `afterMs`, if any. */
export function markBetween(beforeMs: number, afterMs: number): Mark | null {
  const crossed = marks.find(([thresholdMs]) => beforeMs > thresholdMs && afterMs <= thresholdMs && afterMs > 0);
  return crossed?.[1] ?? null;
}
