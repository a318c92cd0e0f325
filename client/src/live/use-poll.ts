import { useEffect, useRef } from 'react';

/**
 * Calls `poll` now, and again `intervalMs` after each call has ended; at once when the window comes back to the front,
 * and when the network goes or comes back: a page should say so at once. Rests while the window is hidden, and for good
 * while `intervalMs` is null.
 */
export function usePoll(poll: () => Promise<void>, intervalMs: number | null): void {
  const latestPoll = useRef(poll);
  useEffect(() => {
    latestPoll.current = poll;
  });

  useEffect(() => {
    if (intervalMs === null) return;
    let timer: number | undefined;
    let isRunning = false;
    let isAskedAgain = false;
    let isStopped = false;

    const run = async () => {
      window.clearTimeout(timer);
      // The answer that is on its way may be older than what woke us.
      if (isRunning) isAskedAgain = true;
      if (isRunning || isStopped || document.hidden) return;
      isRunning = true;
      await latestPoll.current();
      isRunning = false;
      if (!isStopped) timer = window.setTimeout(run, isAskedAgain ? 0 : intervalMs);
      isAskedAgain = false;
    };
    const wake = () => void run();

    wake();
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('online', wake);
    window.addEventListener('offline', wake);
    return () => {
      isStopped = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', wake);
    };
  }, [intervalMs]);
}
