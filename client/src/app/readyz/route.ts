import { readConfig } from '@/server/config.ts';

export const dynamic = 'force-dynamic';

/** Ready means configured. A service that is away does not count: pages say so, and the others still work. */
export function GET(): Response {
  try {
    readConfig();
    return Response.json({ status: 'ok' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    return Response.json({ status: 'unavailable', reason }, { status: 503 });
  }
}
