import { useRouter } from 'next/navigation';
import { useCallback, useRef, useState } from 'react';
import { type Fault, faultOf, isAttemptOpen, isSignedOut } from '@/api/problem.ts';
import { randomHex } from '@/api/random-hex.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { keepStatement } from '@/features/payment/reservation-statements.ts';
import { eventPath } from '@/site/paths.ts';
import { type PartyRequest, reserveParty } from './api/browser.ts';
import type { Choice } from './choice.ts';
import { keepPendingParty } from './pending-party.ts';

interface PartyReservation {
  /** What is being reserved now; null when nothing is. */
  pending: PartyRequest | null;
  fault: Fault | null;
  reserve: (request: PartyRequest, choice: Choice) => Promise<void>;
}

/**
 * Reserves places and leads to their order; an anonymous visitor signs in first.
 * @param onRefused called when the places may have changed
 */
export function usePartyReservation(
  performanceId: string,
  isSignedIn: boolean,
  onRefused: () => Promise<void>,
): PartyReservation {
  const router = useRouter();
  const [pending, setPending] = useState<PartyRequest | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  // State is updated at the next render: two clicks in one frame would both see "not pending".
  const isSending = useRef(false);
  /** After a lost answer the same request is sent again with the same key: the places may be this visitor's already. */
  const open = useRef<{ body: string; key: string } | null>(null);

  const reserve = useCallback(
    async (request: PartyRequest, choice: Choice) => {
      if (isSending.current) return;
      const signIn = (reason?: 'expired') => {
        keepPendingParty(sessionStorage, performanceId, { request, choice }, Date.now());
        router.push(signInPath(eventPath(performanceId), reason));
      };
      setFault(null);
      setPending(request);
      if (!isSignedIn) return signIn();
      isSending.current = true;
      const body = JSON.stringify(request);
      if (open.current?.body !== body) open.current = { body, key: randomHex(16) };
      const answer = await reserveParty(performanceId, request, open.current.key);
      if (answer.ok || !isAttemptOpen(answer.problem)) open.current = null;
      isSending.current = false;
      if (answer.ok) {
        keepStatement(answer.value);
        return router.push(`/orders/${answer.value.id}`);
      }
      if (isSignedOut(answer.problem)) return signIn('expired');
      await onRefused();
      setPending(null);
      setFault(faultOf(answer.problem));
    },
    [performanceId, isSignedIn, onRefused, router],
  );
  return { pending, fault, reserve };
}
