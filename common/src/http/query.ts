import type { Request } from 'express';
import { httpErrors } from './http-error.ts';

/**
 * Query parameters as plain strings. Names that try to smuggle in operators (`id[$ne]`, `a.b`, `$where`) are refused
 * everywhere; other unknown names are left to the route's schema, which ignores them.
 * @throws HttpError 400 invalid_query
 */
export function readQuery(req: Request): Record<string, string> {
  // Not by URL: a request line may name another host, even one that no URL can have.
  const entries = [...new URLSearchParams(req.originalUrl.split('?').slice(1).join('?'))];
  if (entries.some(([name, value]) => /[[\]$.]/.test(name) || value.includes('\0'))) throw httpErrors.badQuery();
  if (new Set(entries.map(([name]) => name)).size !== entries.length) throw httpErrors.badQuery();
  return Object.fromEntries(entries);
}
