/** How long "not revoked" is believed; a sign-out reaches every service within this and the event's way. Milliseconds. */
const believeMs = 1_000;
const maxEntries = 10_000;

/**
 * Asks the store at most once a second a session; "revoked" is final and kept.
 * Every authenticated request needs the answer, and nearly always it is no.
 */
export function cachedRevocations(
  isRevoked: (sid: string) => Promise<boolean>,
  now = Date.now,
): (sid: string) => Promise<boolean> {
  const known = new Map<string, { revoked: boolean; askedAt: number }>();
  return async (sid) => {
    const entry = known.get(sid);
    if (entry && (entry.revoked || now() - entry.askedAt < believeMs)) return entry.revoked;
    const revoked = await isRevoked(sid);
    if (known.size >= maxEntries) known.clear();
    known.set(sid, { revoked, askedAt: now() });
    return revoked;
  };
}
