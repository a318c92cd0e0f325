import { callApi } from '@/api/call-api.ts';

const freshMs = 60_000;
const defaultTimeoutMs = 1_000;

/**
 * Returns whether Stripe's card form is used. Every page's policy depends on it, because a page reached by a link keeps
 * the policy of the previous page. Requested at most once a minute. While the service is unavailable, the last response
 * applies; before the first one, the strict policy does.
 * @param nowMs a monotonic clock
 */
export function stripeUse(fetchLike: typeof fetch, paymentsUrl: () => string, nowMs: () => number) {
  let isUsed = false;
  let isKnown = false;
  let requestedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  const ask = async () => {
    const answer = await callApi(fetchLike, (api) => api.GET('/api/payments/config'), {
      baseUrl: paymentsUrl(),
      timeoutMs: defaultTimeoutMs,
    });
    if (answer.ok) isUsed = answer.value.sandboxUrl === null && answer.value.publishableKey !== null;
    isKnown = true;
  };

  return async (): Promise<boolean> => {
    if (nowMs() - requestedAtMs >= freshMs) {
      requestedAtMs = nowMs();
      asking = ask();
    }
    if (!isKnown) await asking;
    return isUsed;
  };
}
