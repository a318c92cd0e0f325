'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { type CountdownAnchor, formatRemaining, markBetween, remainingMs, urgencyOf } from '../../lib/countdown.ts';

const COLOURS = { calm: 'text-ink', soon: 'text-amber', now: 'text-red' };
const BARS = { calm: 'fill-accent', soon: 'fill-amber', now: 'fill-red' };
const TICK_MS = 250;

/**
 * Time left to pay. The figures are not a live region (a screen reader would talk every second); marks at 5, 2 and
 * 1 minutes and 30 seconds are announced instead.
 * @param totalMs the reservation's whole length, for the bar
 */
export function Countdown({
  anchor,
  initialMs,
  totalMs,
}: {
  anchor: CountdownAnchor | null;
  initialMs: number;
  totalMs: number;
}) {
  const [leftMs, setLeftMs] = useState(initialMs);
  const t = useTranslations('order');
  const [announcement, setAnnouncement] = useState('');
  const previousMs = useRef(initialMs);

  useEffect(() => {
    if (!anchor) return;
    const tick = () => {
      const nowLeftMs = remainingMs(anchor, performance.now());
      const heard = markBetween(previousMs.current, nowLeftMs);
      if (heard) setAnnouncement(t(`marks.${heard}`));
      previousMs.current = nowLeftMs;
      setLeftMs(nowLeftMs);
    };
    tick();
    const timer = window.setInterval(tick, TICK_MS);
    return () => window.clearInterval(timer);
  }, [anchor, t]);

  const urgency = urgencyOf(leftMs);
  const share = totalMs > 0 ? Math.min(1, leftMs / totalMs) : 0;
  return (
    <div className="sticky top-0 z-10 -mx-4 flex flex-col gap-2 bg-paper px-4 py-3 sm:static sm:mx-0 sm:p-0">
      <div className="flex items-baseline justify-between gap-4">
        <span className="font-semibold">{t('held')}</span>
        <span
          role="timer"
          aria-label={t('timeLeft')}
          className={`display figures text-4xl leading-none sm:text-5xl ${COLOURS[urgency]}`}
        >
          {formatRemaining(leftMs)}
        </span>
      </div>
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" className="h-1 w-full" aria-hidden="true">
        <rect width="100" height="1" className="fill-line" />
        <rect width={(share * 100).toFixed(2)} height="1" className={BARS[urgency]} />
      </svg>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
    </div>
  );
}
