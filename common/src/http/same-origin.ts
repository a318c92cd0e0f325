import type { Request } from 'express';

/**
 * Returns whether a browser sent this request from another site. Clients other than browsers send neither header.
 * Source: OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata headers", with the Origin header as fallback.
 */
export function isCrossSite(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  const origin = req.get('origin');
  if (!origin) return false;
  try {
    return new URL(origin).host !== req.host;
  } catch {
    return true;
  }
}
