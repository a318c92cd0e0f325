import { type NextRequest, NextResponse } from 'next/server';
import { randomHex } from '@/api/random-hex.ts';
import { childTraceparent } from '@/api/traceparent.ts';
import { stripeUse } from '@/features/payment/uses-stripe.ts';
import { isDevelopment, readConfig } from '@/server/config.ts';
import { contentSecurityPolicy } from '@/server/content-security-policy.ts';
import { refreshPath } from '@/server/session-state.ts';

const usesStripe = stripeUse(
  fetch,
  () => readConfig().serviceUrls.payments,
  () => performance.now(),
);

const authCheckMs = 1_000;

/** Without auth, a page is rendered for an anonymous visitor, which is better than none. */
async function isAuthReady(): Promise<boolean> {
  try {
    const url = `${readConfig().serviceUrls.auth}/readyz?exclude=broker`;
    return (await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(authCheckMs) })).ok;
  } catch {
    return false;
  }
}

/** Sends the browser to auth when its session must be renewed first: only auth gets the refresh token. */
async function refreshRedirect({ method, url, nextUrl, cookies }: NextRequest): Promise<Response | null> {
  const target = nextUrl.pathname + nextUrl.search;
  const path = refreshPath({ method, target, cookie: (name) => cookies.get(name)?.value }, Date.now());
  if (!path || !(await isAuthReady())) return null;
  // Next makes the address relative, so that it is right behind the gateway, too.
  return NextResponse.redirect(new URL(path, url), { status: 307, headers: { 'cache-control': 'no-store' } });
}

/**
 * Adds a nonce with its policy to every page request, and a trace unless the request already has one. Renews an expired
 * session first.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const redirect = await refreshRedirect(request);
  if (redirect) return redirect;
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

export const config = { matcher: ['/((?!_next/|livez|readyz|icon.svg).*)'] };
