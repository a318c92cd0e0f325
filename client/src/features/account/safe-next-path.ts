export const accountPath = '/account';

const placeholderOrigin = 'http://local.invalid';

/**
 * Returns the path to open after sign-in. Anything that a browser could interpret as another site is replaced by
 * `fallback`: browsers treat `\` as `/` and drop tabs and newlines in a URL, so paths with those are rejected.
 */
export function safeNextPath(candidate: string | string[] | null | undefined, fallback = '/'): string {
  if (typeof candidate !== 'string' || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(candidate)) return fallback;
  const url = URL.parse(candidate, placeholderOrigin);
  if (!url || url.origin !== placeholderOrigin || url.pathname.startsWith('//')) return fallback;
  // A sign-in page would redirect a signed-in visitor in a loop.
  if (url.pathname.startsWith('/auth/') || url.pathname.startsWith('/api/')) return fallback;
  return url.pathname + url.search + url.hash;
}

export function signInPath(next: string, reason?: 'expired'): string {
  const query = new URLSearchParams({ next, ...(reason ? { reason } : {}) });
  return `/auth/signin?${query}`;
}
