/** setTimeout fires immediately for a longer delay. */
const maxTimeoutMs = 2 ** 31 - 1;

export interface DueTimers {
  set: (id: string, dueAtMs: number) => void;
  clear: (id: string) => void;
  clearAll: () => void;
}

/** Creates one timer per id; setting it again reschedules it. */
export function createDueTimers(nowMs: () => number, onDue: (id: string) => void): DueTimers {
  const timers = new Map<string, NodeJS.Timeout>();

  function set(id: string, dueAtMs: number): void {
    clear(id);
    const waitMs = Math.max(0, dueAtMs - nowMs());
    const fire = (): void => {
      timers.delete(id);
      if (waitMs > maxTimeoutMs) set(id, dueAtMs);
      else onDue(id);
    };
    timers.set(id, setTimeout(fire, Math.min(waitMs, maxTimeoutMs)));
  }

  function clear(id: string): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
  }

  return {
    set,
    clear,
    clearAll() {
      for (const id of [...timers.keys()]) clear(id);
    },
  };
}
