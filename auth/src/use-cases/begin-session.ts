import { randomUUID } from 'node:crypto';
import type { ClientSession } from '@ticketing/common/mongo';
import type { Language } from '@ticketing/contracts';
import type { Authentication } from '../domain/authentication.ts';
import { hashOf, newDeviceToken, newRefreshToken } from '../domain/refresh-token.ts';
import { beginSession, deviceLimitMs, type Origin, type Session } from '../domain/session.ts';
import { assertEnabled, type User } from '../domain/user.ts';
import type { DeviceStore } from '../store/device-store.ts';
import { type EndSessionsDeps, endSession } from './end-sessions.ts';

/** What a browser gets: a user, the session, and the token that renews it. */
export interface GrantedSession {
  user: User;
  session: Session;
  refreshToken: string;
}

/** What a browser gets when its user has signed in: also the proof that it has. */
export interface EnteredSession extends GrantedSession {
  deviceToken: string;
}

/** The cookies of a browser that signs in. */
export interface EntryProofs {
  /** The session that the browser had, under this or another account; it ends. */
  replaces: Pick<Session, 'id' | 'userId'> | null;
  deviceToken: string | null;
}

export interface Entry extends Origin, EntryProofs {
  /** IP address of the request. */
  address: string;
  /** The language that the browser asks for; null if it asks for none. */
  language: Language | null;
}

export interface GrantDeps extends EndSessionsDeps {
  devices: DeviceStore;
}

/**
 * Begins a session within a transaction, and ends the one that it replaces.
 * @param user as the transaction has read it
 * @throws DomainError account_disabled
 */
export const grantSession =
  (deps: Omit<GrantDeps, 'connection'>) =>
  async (
    tx: ClientSession,
    user: User,
    { device, network, replaces }: Origin & Pick<EntryProofs, 'replaces'>,
    { amr, authenticatedAt }: Authentication,
  ): Promise<EnteredSession> => {
    assertEnabled(user);
    const { sessions, devices, now } = deps;
    const [refreshToken, deviceToken] = [newRefreshToken(), newDeviceToken()];
    const session = beginSession({ id: randomUUID(), userId: user.id, device, network, amr, authenticatedAt }, now());
    await sessions.insert(tx, session, hashOf(refreshToken));
    const expiresAt = new Date(now().getTime() + deviceLimitMs);
    await devices.remember(tx, { tokenHash: hashOf(deviceToken), userId: user.id, expiresAt });
    if (replaces) await endSession(deps)(tx, replaces.id);
    return { user, session, refreshToken, deviceToken };
  };
