import { inTransaction } from '@ticketing/common/mongo';
import { assertRecent } from '../domain/authentication.ts';
import { type EndSessionsDeps, endSession, endSessionsOf } from './end-sessions.ts';
import { ownSession, type SessionRef } from './prove-again.ts';

/** Whoever finds an unlocked computer must not be able to lock its owner out elsewhere. */
const assertMayEndOthers =
  (deps: EndSessionsDeps) =>
  async (ref: SessionRef): Promise<void> =>
    assertRecent((await ownSession(deps)(ref)).session, deps.now());

/**
 * Ends one session of a user.
 * @param ended its own session, or another one
 * @returns false when the user has no such session
 * @throws DomainError reauthentication_required for another one; not_authorized when the session is not one of ours
 */
export const endOwnSession =
  (deps: EndSessionsDeps) =>
  async ({ ended, ...ref }: SessionRef & { ended: string }): Promise<boolean> => {
    if (ended !== ref.sid) await assertMayEndOthers(deps)(ref);
    return inTransaction(deps.connection, async (tx) => {
      const isOwn = (await deps.sessions.ofUser(ref.userId, deps.now(), tx)).some(({ id }) => id === ended);
      return isOwn && endSession(deps)(tx, ended);
    });
  };

/**
 * Ends the sessions of a user: the others, or all.
 * @throws DomainError reauthentication_required; not_authorized when the session is not one of ours
 */
export const endOwnSessions =
  (deps: EndSessionsDeps) =>
  async ({ scope, ...ref }: SessionRef & { scope: 'others' | 'all' }): Promise<number> => {
    await assertMayEndOthers(deps)(ref);
    return inTransaction(deps.connection, (tx) =>
      endSessionsOf(deps)(tx, ref.userId, scope === 'all' ? null : ref.sid),
    );
  };
