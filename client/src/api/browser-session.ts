import { createSessionRefresh } from './session-refresh.ts';

const lockName = 'ticketing-session-refresh';
const storageKey = 'ticketing-session-refreshed-at';

/** Storage can be forbidden; then each tab refreshes for itself, which the server tolerates. */
const lastRefresh = {
  read: (): number => {
    try {
      return Number(localStorage.getItem(storageKey));
    } catch {
      return 0;
    }
  },
  write: (atMs: number): void => {
    try {
      localStorage.setItem(storageKey, String(atMs));
    } catch {}
  },
};

/** Renews the session of this browser. Locks exist on https and localhost only. */
export const refreshSession = createSessionRefresh({
  fetchLike: (...request) => fetch(...request),
  exclusively: (work) => (navigator.locks ? navigator.locks.request(lockName, work) : work()),
  lastRefresh,
  now: Date.now,
});
