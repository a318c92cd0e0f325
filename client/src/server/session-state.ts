/** The cookies of the contract; see common/src/http/session.ts. */
export const sessionCookies = ['session', '__Host-session'] as const;
/** Set by GET /api/users/refresh; ends the redirects of a browser whose session can't be renewed. */
export const refreshOutcomeCookie = 'session_refresh';

/** Returns whether a session cookie's token has expired. The signature is not verified: the services do that. */
export function isExpired(cookie: string, nowMs: number): boolean {
  try {
    const { jwt } = JSON.parse(atob(cookie)) as { jwt: string };
    const claims = (jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { exp } = JSON.parse(atob(claims)) as { exp: number };
    return exp * 1_000 <= nowMs;
  } catch {
    return false;
  }
}

export interface PageRequest {
  method: string;
  /** Path and query. */
  target: string;
  cookie: (name: string) => string | undefined;
}

/**
 * Returns where to send a browser before its page is rendered: to auth, which renews an expired session and sends it
 * back. Null when the page can be rendered.
 */
export function refreshPath({ method, target, cookie }: PageRequest, nowMs: number): string | null {
  if (method !== 'GET' || target.startsWith('/api/') || cookie(refreshOutcomeCookie)) return null;
  const session = sessionCookies.map(cookie).find(Boolean);
  if (!session || !isExpired(session, nowMs)) return null;
  return `/api/users/refresh?${new URLSearchParams({ next: target })}`;
}
