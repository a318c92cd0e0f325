import { callApi } from '@/api/call-api.ts';
import { paymentConfigSchema } from '@/api/schemas.ts';

const freshMs = 60_000;
const defaultTimeoutMs = 1_000;

/**
 * Whether cards are paid with Stripe's own form. The policy of every page depends on it, because a page reached by a
 * link keeps the policy of the page before it. Asked at most once a minute; while the answer is missing, the last one
 * counts, and the strict policy before there was any.
 * @param nowMs a monotonic clock
 */
export function stripeUse(fetchLike: typeof fetch, paymentsUrl: () => string, nowMs: () => number) {
  let isUsed = false;
  let isKnown = false;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  const ask = async () => {
    const url = `${paymentsUrl()}/api/payments/config`;
    const answer = await callApi(fetchLike, { url, schema: paymentConfigSchema, timeoutMs: defaultTimeoutMs });
    if (answer.ok) isUsed = answer.value.sandboxUrl === null && answer.value.publishableKey !== null;
    isKnown = true;
  };

  return async (): Promise<boolean> => {
    if (nowMs() - askedAtMs >= freshMs) {
      askedAtMs = nowMs();
      asking = ask();
    }
    if (!isKnown) await asking;
    return isUsed;
  };
}
