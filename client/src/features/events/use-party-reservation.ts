import { useRouter } from 'next/navigation';
import { useCallback, useRef, useState } from 'react';
import { type Fault, faultOf, isAttemptOpen, isSignedOut } from '@/api/problem.ts';
import { randomHex } from '@/api/random-hex.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { hasTimedOut, timedOutCode } from '@/features/bookings/timed-out.ts';
import { eventPath } from '@/site/paths.ts';
import { acquirePlaces, type PerformanceKind } from './acquire-places.ts';
import type { PartyRequest } from './api/browser.ts';
import { keepPendingParty, type Party } from './pending-party.ts';

interface PartyReservation {
  /** What is being reserved now; null when nothing is. */
  pending: PartyRequest | null;
  fault: Fault | null;
  /** @returns whether the page is being left */
  reserve: (party: Party) => Promise<boolean>;
}

interface ForPerformance {
  kind: PerformanceKind;
  performanceId: string;
  isSignedIn: boolean;
  /** Called when the places may have changed. */
  onRefused: () => Promise<void>;
}

/** Reserves or books places and leads to their page; an anonymous visitor signs in first. */
export function usePartyReservation({ kind, performanceId, isSignedIn, onRefused }: ForPerformance): PartyReservation {
  const router = useRouter();
  const [pending, setPending] = useState<PartyRequest | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  // State is updated at the next render: two clicks in one frame would both see "not pending".
  const isSending = useRef(false);
  /** After a lost answer the same request is sent again with the same key: the places may be this visitor's already. */
  const open = useRef<{ body: string; key: string } | null>(null);

  const reserve = useCallback(
    async (party: Party) => {
      if (isSending.current) return false;
      const leaveFor = (path: string) => {
        router.push(path);
        return true;
      };
      const signIn = (reason?: 'expired') => {
        keepPendingParty(sessionStorage, performanceId, party, Date.now());
        return leaveFor(signInPath(eventPath(performanceId), reason));
      };
      const { request, names } = party;
      setFault(null);
      setPending(request);
      if (!isSignedIn) return signIn();
      isSending.current = true;
      const body = JSON.stringify({ request, names });
      if (open.current?.body !== body) open.current = { body, key: randomHex(16) };
      const answer = await acquirePlaces(kind, performanceId, party, open.current.key);
      if (answer.ok || hasTimedOut(answer.problem) || !isAttemptOpen(answer.problem)) open.current = null;
      isSending.current = false;
      if (answer.ok) return leaveFor(answer.value);
      if (isSignedOut(answer.problem)) return signIn('expired');
      await onRefused();
      setPending(null);
      setFault(hasTimedOut(answer.problem) ? { code: timedOutCode } : faultOf(answer.problem));
      return false;
    },
    [kind, performanceId, isSignedIn, onRefused, router],
  );
  return { pending, fault, reserve };
}
