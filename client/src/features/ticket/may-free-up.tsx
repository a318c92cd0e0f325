'use client';

import { useEffect, useState } from 'react';
import { formatRemaining, remainingMs, urgencyOf } from '@/features/hold/countdown.ts';

const tickMs = 500;
const colours = { calm: 'text-ink', soon: 'text-amber', now: 'text-red' };

/**
 * Counts down to the end of someone else's hold, by a monotonic clock from the server's time left.
 * @param leftMs time left by the server's clock when the page was rendered
 */
export function MayFreeUp({ leftMs, label, soon }: { leftMs: number; label: string; soon: string }) {
  const [shownMs, setShownMs] = useState(leftMs);

  useEffect(() => {
    const anchor = { remainingMs: leftMs, atMs: performance.now() };
    const tick = () => setShownMs(remainingMs(anchor, performance.now()));
    tick();
    const timer = window.setInterval(tick, tickMs);
    return () => window.clearInterval(timer);
  }, [leftMs]);

  if (shownMs === 0) return <p className="text-muted">{soon}</p>;
  return (
    <p className="flex items-baseline justify-between gap-4">
      <span>{label}</span>
      <span
        role="timer"
        aria-label={label}
        className={`display figures text-4xl leading-none ${colours[urgencyOf(shownMs)]}`}
      >
        {formatRemaining(shownMs)}
      </span>
    </p>
  );
}
