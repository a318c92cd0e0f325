import { useCallback, useRef, useState } from 'react';
import { isRefusedWith } from '@/api/problem.ts';
import type { FreeSeats } from '@/api/schemas.ts';
import { usePoll } from '@/live/use-poll.ts';
import { readFreeSeats } from './api/browser.ts';

const pollMs = 5_000;

export interface LiveSeats {
  /** Null until the first answer. */
  free: FreeSeats | null;
  isLost: boolean;
  /** Reads at once, for example after a refusal. */
  refresh: () => Promise<void>;
}

/** Follows which places are free. An answer without a change costs the server no seat map (ETag). */
export function useFreeSeats(performanceId: string, onSeen: (free: FreeSeats) => void): LiveSeats {
  const [free, setFree] = useState<FreeSeats | null>(null);
  const [isLost, setLost] = useState(false);
  const etag = useRef<string | null>(null);
  /** Numbers the requests: an answer that was overtaken by a later one is ignored. */
  const requests = useRef({ sent: 0, seen: 0 });

  const refresh = useCallback(async () => {
    requests.current.sent += 1;
    const number = requests.current.sent;
    const answer = await readFreeSeats(performanceId, etag.current);
    if (number < requests.current.seen) return;
    requests.current.seen = number;
    const isUnchanged = !answer.ok && isRefusedWith(answer.problem, 304);
    setLost(!answer.ok && !isUnchanged);
    if (!answer.ok) return;
    etag.current = answer.headers.get('etag');
    setFree(answer.value);
    onSeen(answer.value);
  }, [performanceId, onSeen]);

  usePoll(refresh, pollMs);
  return { free, isLost, refresh };
}
