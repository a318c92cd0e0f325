import { newEcKey } from '@ticketing/common/ec-keys';
import type { ProofOfWork } from '@ticketing/common/http';
import { type Connection, mongoCounters, type OutboxRow, type RevokedSessions } from '@ticketing/common/mongo';
import { createOpen, createSeal, openingKeys, publicPartOf, type Seal, sealingKey } from '@ticketing/common/sealing';
import type { SecurityEvent } from '@ticketing/common/security-log';
import { sessionPrivateKeys } from '@ticketing/common/session-keys';
import { type TestApi, testJwtKey } from '@ticketing/testing/api';
import { startMongoService } from '@ticketing/testing/mongo-service';
import { routes } from '../src/http/routes.ts';
import { createRelyingParty } from '../src/passkeys/relying-party.ts';
import { createPasswordHasher, type PasswordHasher } from '../src/passwords/password-hasher.ts';
import { createChallenges } from '../src/second-factors/challenges.ts';
import { secondFactorKeys } from '../src/second-factors/keys.ts';
import { createVault } from '../src/second-factors/vault.ts';
import { createDeviceStore } from '../src/store/device-store.ts';
import { createMailRequestStore } from '../src/store/mail-request-store.ts';
import { createMailTokenStore } from '../src/store/mail-token-store.ts';
import { createPasskeyStore } from '../src/store/passkey-store.ts';
import { createSecondFactorStore } from '../src/store/second-factor-store.ts';
import { createSessionStore } from '../src/store/session-store.ts';
import { createSignInAttemptStore } from '../src/store/sign-in-attempt-store.ts';
import { createSpentChallengeStore } from '../src/store/spent-challenge-store.ts';
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
  seal: Seal;
  /** Opens what only notifications can. */
  open(sealed: string, about: string): Promise<unknown>;
  /** The clock of sessions and codes. */
  now(): Date;
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
const keys = sessionPrivateKeys().parse(JSON.stringify({ keys: [newEcKey(), newEcKey()] }));

const factorKeys = secondFactorKeys().parse('a1'.repeat(32));
/** Passkeys belong to it. */
export const publicUrl = 'https://ticketing.example';

const notificationsKey = newEcKey();
const seal = createSeal(sealingKey().parse(JSON.stringify(publicPartOf(notificationsKey))));
const open = createOpen(openingKeys().parse(JSON.stringify({ keys: [notificationsKey] })));

/** Starts the service without a broker, on a real database and with real password hashes. */
export async function startAuth({
  operatorsNeedSecondFactor = false,
  proofOfWork = null as ProofOfWork | null,
} = {}): Promise<AuthFixture> {
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
      mailTokens: createMailTokenStore(connection),
      mailRequests: createMailRequestStore(counters),
      secondFactors: createSecondFactorStore(connection),
      passkeys: createPasskeyStore(connection),
      spentChallenges: createSpentChallengeStore(connection),
      challenges: createChallenges(factorKeys, now),
      vault: createVault(factorKeys),
      relyingParty: createRelyingParty(publicUrl),
      seal,
      revokedSessions,
      accessTokenSeconds: lifetimeSeconds,
      securityLog: (event) => void securityEvents.push(event),
      now,
    });
    const accessTokens = createAccessTokens({
      ...{ jwtKey: testJwtKey, keys, lifetimeSeconds, operatorsNeedSecondFactor },
    });
    return {
      documentPath: '/api/users/openapi.json',
      routes: routes({ useCases, accessTokens }),
      publicKeys: accessTokens.publicKeys,
      proofOfWork,
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
    seal,
    open,
    now,
    advance: (ms) => {
      aheadMs += ms;
    },
    hashesComputed: () => worked,
    isRevoked: revokedSessions.isRevoked,
    outboxOf: (aggregateId) => outbox({ aggregateId }),
    outbox: (topic) => outbox({ topic }),
  };
}
