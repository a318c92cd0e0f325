import { createHmac } from 'node:crypto';

/** Stripe's scheme v1: HMAC-SHA256 over "<unix seconds>.<payload>". */
export function signatureHeader(payload: string, secret: string, timestampS: number): string {
  const signature = createHmac('sha256', secret).update(`${timestampS}.${payload}`).digest('hex');
  return `t=${timestampS},v1=${signature}`;
}
