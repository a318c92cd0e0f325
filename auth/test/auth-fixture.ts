import { type Connection, mongoCounters, type OutboxRow, type RevokedSessions } from '@ticketing/common/mongo';
import type { SecurityEvent } from '@ticketing/common/security-log';
import { newSessionKey, sessionPrivateKeys } from '@ticketing/common/session-keys';
import { type TestApi, testJwtKey } from '@ticketing/testing/api';
import { startMongoService } from '@ticketing/testing/mongo-service';
import { routes } from '../src/http/routes.ts';
import { createPasswordHasher, type PasswordHasher } from '../src/passwords/password-hasher.ts';
import { createDeviceStore } from '../src/store/device-store.ts';
import { createSessionStore } from '../src/store/session-store.ts';
import { createSignInAttemptStore } from '../src/store/sign-in-attempt-store.ts';
import { createUserStore } from '../src/store/user-store.ts';
import { type AccessTokens, createAccessTokens } from '../src/tokens/access-token.ts';
import { createUseCases, type UseCases } from '../src/use-cases/index.ts';

export interface AuthFixture {
  api: TestApi;
  connection: Connection;
  revokedSessions: RevokedSessions;
  mongoUri: string;
  /** The queue that the API's password hashes use. */
  hasher: PasswordHasher;
  /** Number of hashed or verified passwords so far. */
  hashesComputed(): number;
  /** Security events so far, oldest first. */
  securityEvents: SecurityEvent[];
  useCases: UseCases;
  accessTokens: AccessTokens;
  /** Moves the clock of sessions. */
  advance(ms: number): void;
  isRevoked(sid: string): Promise<boolean>;
  outboxOf(aggregateId: string): Promise<OutboxRow[]>;
  outbox(topic: OutboxRow['topic']): Promise<OutboxRow[]>;
  stop(): Promise<void>;
}

export const lifetimeSeconds = 600;
/** Higher than production's: many tests sign up from one address. */
export const maxSignUpsPerHour = 200;

/** Two keys, as during a rotation. */
const keys = sessionPrivateKeys().parse(JSON.stringify({ keys: [newSessionKey(), newSessionKey()] }));

/** Starts the service without a broker, on a real database and with real password hashes. */
export async function startAuth(): Promise<AuthFixture> {
  const hasher = await createPasswordHasher();
  let worked = 0;
  const counted =
    <Args extends unknown[], Result>(work: (...args: Args) => Result) =>
    (...args: Args): Result => {
      worked += 1;
      return work(...args);
    };
  const passwords = { hash: counted(hasher.hash), verify: counted(hasher.verify) };
  const securityEvents: SecurityEvent[] = [];
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const service = await startMongoService('auth', ({ connection, revokedSessions }) => {
    const users = createUserStore(connection);
    const counters = mongoCounters(connection, testJwtKey);
    const attempts = createSignInAttemptStore(counters);
    const useCases = createUseCases({
      connection,
      users,
      sessions: createSessionStore(connection),
      devices: createDeviceStore(connection),
      passwords,
      attempts,
      counters,
      maxSignUpsPerHour,
      revokedSessions,
      accessTokenSeconds: lifetimeSeconds,
      securityLog: (event) => void securityEvents.push(event),
      now,
    });
    const accessTokens = createAccessTokens({ jwtKey: testJwtKey, keys, lifetimeSeconds });
    return {
      documentPath: '/api/users/openapi.json',
      routes: routes({ useCases, accessTokens }),
      publicKeys: accessTokens.publicKeys,
      useCases,
      accessTokens,
    };
  });
  const { api, connection, mongoUri, outbox, stop, revokedSessions } = service;
  return {
    api,
    connection,
    revokedSessions,
    mongoUri,
    hasher,
    stop,
    securityEvents,
    useCases: service.parts.useCases,
    accessTokens: service.parts.accessTokens,
    advance: (ms) => {
      aheadMs += ms;
    },
    hashesComputed: () => worked,
    isRevoked: revokedSessions.isRevoked,
    outboxOf: (aggregateId) => outbox({ aggregateId }),
    outbox: (topic) => outbox({ topic }),
  };
}
