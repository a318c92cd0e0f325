import { readConfig } from '@/server/config.ts';

export const dynamic = 'force-dynamic';

/** Ready means configured. An unavailable service does not count: pages show it, and the other pages still work. */
export function GET(): Response {
  try {
    readConfig();
    return Response.json({ status: 'ok' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    return Response.json({ status: 'unavailable', reason }, { status: 503 });
  }
}
