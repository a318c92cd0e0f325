import { useCallback, useState } from 'react';
import { type Fault, faultOf, isSignedOut } from '@/api/problem.ts';
import { usePoll } from '@/live/use-poll.ts';
import { joinWaitingList, leaveWaitingList, readWaiting, type WaitingEntry, type WaitingWish } from './api/browser.ts';

const pollMs = 5_000;

export interface Waiting {
  /** Null while the visitor does not wait. */
  entry: WaitingEntry | null;
  /** The visitor has waited, and does not any more: places were reserved. */
  wasOffered: boolean;
  isPending: boolean;
  fault: Fault | null;
  /** @returns false when the visitor has to sign in first */
  join: (wish: WaitingWish) => Promise<boolean>;
  leave: () => Promise<void>;
}

/** The visitor's place in the waiting list of a performance, followed while the page is open. */
export function useWaiting(performanceId: string, isSignedIn: boolean): Waiting {
  const [entry, setEntry] = useState<WaitingEntry | null>(null);
  const [wasOffered, setOffered] = useState(false);
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);

  const refresh = useCallback(async () => {
    const answer = await readWaiting(performanceId);
    if (!answer.ok || isPending) return;
    // Who leaves the list in another window is told so, too: it says where offers are, not that there is one.
    setOffered((before) => before || (entry !== null && answer.value.entry === null));
    setEntry(answer.value.entry);
  }, [performanceId, entry, isPending]);
  usePoll(refresh, isSignedIn ? pollMs : null);

  const join = useCallback(
    async (wish: WaitingWish) => {
      setPending(true);
      setFault(null);
      const answer = await joinWaitingList(performanceId, wish);
      setPending(false);
      if (answer.ok) {
        setOffered(false);
        setEntry(answer.value);
        return true;
      }
      if (isSignedOut(answer.problem)) return false;
      setFault(faultOf(answer.problem));
      return true;
    },
    [performanceId],
  );

  const leave = useCallback(async () => {
    setPending(true);
    setFault(null);
    const answer = await leaveWaitingList(performanceId);
    setPending(false);
    if (answer.ok) setEntry(null);
    else setFault(faultOf(answer.problem));
  }, [performanceId]);

  return { entry, wasOffered, isPending, fault, join, leave };
}
