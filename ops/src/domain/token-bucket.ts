/**
 * A rate limit that allows short bursts. Pure: the time is passed in. Source: the token bucket of RFC 2697, with one
 * rate.
 */
export interface TokenBucket {
  /** Available tokens, including a fraction of the next. */
  tokens: number;
  /** Milliseconds of a monotonic clock. */
  filledAt: number;
}

/** Maximum burst, in seconds of the rate. */
const burstSeconds = 0.25;
const capacityOf = (ratePerSecond: number): number => Math.max(1, ratePerSecond * burstSeconds);

/** Creates a bucket with one token, so that a replay of one letter starts immediately. */
export const newBucket = (now: number): TokenBucket => ({ tokens: 1, filledAt: now });

/**
 * Takes up to `wanted` whole tokens.
 * @param ratePerSecond ≥ 1
 * @returns how many were taken, the bucket afterwards, and milliseconds until the next token
 */
export function takeTokens(
  { tokens, filledAt }: TokenBucket,
  ratePerSecond: number,
  wanted: number,
  now: number,
): { taken: number; bucket: TokenBucket; nextInMs: number } {
  const filled = Math.min(capacityOf(ratePerSecond), tokens + ((now - filledAt) / 1000) * ratePerSecond);
  const taken = Math.min(Math.floor(filled), wanted);
  const left = filled - taken;
  const nextInMs = left >= 1 ? 0 : Math.ceil(((1 - left) / ratePerSecond) * 1000);
  return { taken, bucket: { tokens: left, filledAt: now }, nextInMs };
}
