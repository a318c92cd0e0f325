import * as z from 'zod/mini';
import type { Fault } from '@/api/problem.ts';
import { type Card, parseExpiry } from './card.ts';
import type { CardProcessor } from './pay-by-card.ts';

const methodSchema = z.object({ id: z.string() });
const intentSchema = z.object({
  status: z.string(),
  next_action: z.nullish(z.object({ redirect_to_url: z.nullish(z.object({ url: z.string() })) })),
});
const errorSchema = z.object({ error: z.object({ code: z.nullish(z.string()), message: z.nullish(z.string()) }) });

interface Sandbox {
  url: string;
  publishableKey: string;
  fetchLike: typeof fetch;
}
const defaultTimeoutMs = 30_000;

/**
 * Does what Stripe's script does with a card, against the sandbox: form-encoded requests to Stripe's API.
 * @param returnUrlOf returns the address that the bank's page redirects back to
 */
export function sandboxCard(sandbox: Sandbox, card: Card, returnUrlOf: (paymentId: string) => string): CardProcessor {
  let methodId = '';
  return {
    async prepare() {
      const expiry = parseExpiry(card.expiry);
      const answer = await post(sandbox, '/v1/payment_methods', {
        type: 'card',
        'card[number]': card.number.replace(/\D/g, ''),
        'card[exp_month]': String(expiry?.month ?? ''),
        'card[exp_year]': String(expiry?.year ?? ''),
        'card[cvc]': card.cvc,
      });
      const method = z.safeParse(methodSchema, answer);
      if (!method.success) return faultIn(answer);
      methodId = method.data.id;
      return null;
    },
    async confirm({ clientSecret, paymentId }) {
      const intentId = clientSecret.split('_secret')[0];
      const answer = await post(sandbox, `/v1/payment_intents/${intentId}/confirm`, {
        client_secret: clientSecret,
        payment_method: methodId,
        return_url: returnUrlOf(paymentId),
      });
      const intent = z.safeParse(intentSchema, answer);
      const asks = intent.success && intent.data.status === 'requires_action';
      return { challengeUrl: (asks && intent.data.next_action?.redirect_to_url?.url) || null };
    },
  };
}

/** @returns the body, whatever the status; null without a response */
async function post(sandbox: Sandbox, path: string, fields: Record<string, string>): Promise<unknown> {
  try {
    const response = await sandbox.fetchLike(sandbox.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.publishableKey}` },
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(defaultTimeoutMs),
    });
    return await response.json();
  } catch {
    return null;
  }
}

function faultIn(answer: unknown): Fault {
  const refused = z.safeParse(errorSchema, answer);
  if (!refused.success) return { code: 'unreachable' };
  const { code, message } = refused.data.error;
  return { code: code ?? 'unknown', message: message ?? undefined };
}
