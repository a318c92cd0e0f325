import { type NextRequest, NextResponse } from 'next/server';
import { randomHex } from '@/api/random-hex.ts';
import { childTraceparent } from '@/api/traceparent.ts';
import { stripeUse } from '@/features/payment/uses-stripe.ts';
import { isDevelopment, readConfig } from '@/server/config.ts';
import { contentSecurityPolicy } from '@/server/content-security-policy.ts';

const usesStripe = stripeUse(
  fetch,
  () => readConfig().serviceUrls.payments,
  () => performance.now(),
);

/** Adds a nonce with its policy to every page request, and a trace unless the request already has one. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = btoa(randomHex(16));
  const policy = contentSecurityPolicy(nonce, { isDevelopment, usesStripe: await usesStripe() });

  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // Next takes the nonce of its own scripts from the request's policy header.
  headers.set('content-security-policy', policy);
  headers.set('traceparent', childTraceparent(request.headers.get('traceparent')));

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = { matcher: ['/((?!_next/|swagger-ui/|livez|readyz|icon.svg|api-reference.).*)'] };
