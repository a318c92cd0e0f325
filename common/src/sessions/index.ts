/**
 * How long "not revoked" is cached; a sign-out takes effect everywhere within this time plus the event's latency.
 * Milliseconds.
 */
const notRevokedTtlMs = 1_000;
const maxEntries = 10_000;

/**
 * Caches revocation checks: queries the store at most once per second and session, and caches "revoked" permanently.
 * Every authenticated request needs the check, and nearly always it finds nothing.
 */
export function cachedRevocations(
  isRevoked: (sid: string) => Promise<boolean>,
  now = Date.now,
): (sid: string) => Promise<boolean> {
  const known = new Map<string, { revoked: boolean; checkedAt: number }>();
  return async (sid) => {
    const entry = known.get(sid);
    if (entry && (entry.revoked || now() - entry.checkedAt < notRevokedTtlMs)) return entry.revoked;
    const revoked = await isRevoked(sid);
    if (known.size >= maxEntries) known.clear();
    known.set(sid, { revoked, checkedAt: now() });
    return revoked;
  };
}
