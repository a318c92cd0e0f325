import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { type CountdownAnchor, markBetween, remainingMs } from './countdown.ts';

const tickMs = 250;

/**
 * Returns the time left to pay, and the announcement for screen readers: only marks, because a live region with digits
 * would be read every second.
 * @param anchor null until the browser's first request; `initialMs` is shown until then
 */
export function useCountdown(anchor: CountdownAnchor | null, initialMs: number) {
  const t = useTranslations('hold.marks');
  const [leftMs, setLeftMs] = useState(initialMs);
  const [announcement, setAnnouncement] = useState('');
  const previousMs = useRef(initialMs);

  useEffect(() => {
    if (!anchor) return;
    const tick = () => {
      const nowLeftMs = remainingMs(anchor, performance.now());
      const heard = markBetween(previousMs.current, nowLeftMs);
      if (heard) setAnnouncement(t(heard));
      previousMs.current = nowLeftMs;
      setLeftMs(nowLeftMs);
    };
    tick();
    const timer = window.setInterval(tick, tickMs);
    return () => window.clearInterval(timer);
  }, [anchor, t]);

  return { leftMs, announcement };
}
