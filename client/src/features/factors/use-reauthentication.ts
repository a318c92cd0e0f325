import { useState } from 'react';
import type { ApiAnswer } from '@/api/call-api.ts';
import { hasCode } from './second-factor-of.ts';

/** Sends a request; if the session is too old for it, asks for the password and sends it again. Null: the person declined. */
export type WithRecentSession = <T>(send: () => Promise<ApiAnswer<T>>) => Promise<ApiAnswer<T> | null>;

export interface Reauthentication {
  /** Ends the question that is open; null when none is. */
  settle: ((isProven: boolean) => void) | null;
  withRecentSession: WithRecentSession;
}

export function useReauthentication(): Reauthentication {
  const [settle, setSettle] = useState<((isProven: boolean) => void) | null>(null);
  const withRecentSession: WithRecentSession = async (send) => {
    const answer = await send();
    if (answer.ok || !hasCode(answer.problem, 'reauthentication_required')) return answer;
    const isProven = await new Promise<boolean>((resolve) => setSettle(() => resolve));
    setSettle(null);
    return isProven ? send() : null;
  };
  return { settle, withRecentSession };
}
