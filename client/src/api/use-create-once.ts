import { useRef } from 'react';
import type { ApiAnswer } from '@/api/call-api.ts';
import { isAttemptOpen } from '@/api/problem.ts';
import { randomHex } from '@/api/random-hex.ts';

/** Sends a request to create something; after a lost answer, the same body is sent with the same key, which has one effect. */
export function useCreateOnce<Body, T>(send: (body: Body, key: string) => Promise<ApiAnswer<T>>) {
  const open = useRef<{ text: string; key: string } | null>(null);
  return async (body: Body): Promise<ApiAnswer<T>> => {
    const text = JSON.stringify(body);
    if (open.current?.text !== text) open.current = { text, key: randomHex(16) };
    const answer = await send(body, open.current.key);
    if (answer.ok || !isAttemptOpen(answer.problem)) open.current = null;
    return answer;
  };
}
