import { useEffect, useRef } from 'react';

/**
 * Calls `poll` immediately and `intervalMs` after each call completes. Also when the window becomes visible and when the
 * network is lost or restored, so that the page shows it immediately. Pauses while the window is hidden or `intervalMs` is
 * null.
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
      // The response in flight may be older than the event that triggered this call.
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
