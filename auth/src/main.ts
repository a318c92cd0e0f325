import { retryUntilStopped } from '@ticketing/common/backoff';
import { brokersOf } from '@ticketing/common/config';
import { createApp } from '@ticketing/common/http';
import { brokerCheck, createKafka } from '@ticketing/common/kafka';
import {
  type Connection,
  connectMongo,
  mongoCheck,
  mongoCounters,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  prepareCollections,
} from '@ticketing/common/mongo';
import { createProofOfWork } from '@ticketing/common/proof-of-work';
import { createSeal } from '@ticketing/common/sealing';
import { createSecurityLog } from '@ticketing/common/security-log';
import { runService } from '@ticketing/common/service';
import { loadConfig } from './config.ts';
import { routes } from './http/routes.ts';
import { createRelyingParty } from './passkeys/relying-party.ts';
import { createPasswordHasher } from './passwords/password-hasher.ts';
import { createChallenges } from './second-factors/challenges.ts';
import { createVault } from './second-factors/vault.ts';
import { createDeviceStore } from './store/device-store.ts';
import { createMailRequestStore } from './store/mail-request-store.ts';
import { createMailTokenStore } from './store/mail-token-store.ts';
import { createPasskeyStore } from './store/passkey-store.ts';
import { createSecondFactorStore } from './store/second-factor-store.ts';
import { createSessionStore } from './store/session-store.ts';
import { createSignInAttemptStore } from './store/sign-in-attempt-store.ts';
import { createSpentChallengeStore } from './store/spent-challenge-store.ts';
import { createUserStore } from './store/user-store.ts';
import { createAccessTokens } from './tokens/access-token.ts';
import { createUseCases } from './use-cases/index.ts';

await runService({
  name: 'auth',
  loadConfig: () => loadConfig(process.env),
  start: async ({ config, log, metrics, onStop }) => {
    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const stores = createStores(connection, config.JWT_KEY);
    const idempotency = mongoIdempotencyStore(connection);
    await prepareCollections(connection);
    const passwords = await createPasswordHasher();
    const broker = brokerCheck(createKafka({ clientId: 'auth', brokers: brokersOf(config), log }));
    onStop('broker check', broker.close);

    const accessTokens = createAccessTokens({
      jwtKey: config.JWT_KEY,
      keys: config.SESSION_PRIVATE_KEYS,
      lifetimeSeconds: config.ACCESS_TOKEN_SECONDS,
      operatorsNeedSecondFactor: config.REQUIRE_SECOND_FACTOR_FOR_OPERATORS,
    });
    const now = () => new Date();
    const useCases = createUseCases({
      connection,
      ...stores,
      passwords,
      maxSignUpsPerHour: config.MAX_SIGN_UPS_PER_HOUR,
      challenges: createChallenges(config.SECOND_FACTOR_KEYS, now),
      vault: createVault(config.SECOND_FACTOR_KEYS),
      relyingParty: createRelyingParty(config.PUBLIC_URL),
      seal: createSeal(config.NOTIFICATIONS_PUBLIC_KEY),
      accessTokenSeconds: config.ACCESS_TOKEN_SECONDS,
      securityLog: createSecurityLog(log),
      now,
    });
    const publishing = new AbortController();
    const published = retryUntilStopped(() => useCases.publishContacts(publishing.signal), {
      signal: publishing.signal,
      onFailure: (err) => log.warn({ err }, 'contacts of earlier accounts not published; will retry'),
    });
    onStop('contacts', () => {
      publishing.abort();
      return published;
    });
    const app = createApp({
      service: 'auth',
      documentPath: '/api/users/openapi.json',
      routes: routes({ useCases, accessTokens }),
      jwtKey: config.JWT_KEY,
      publicKeys: accessTokens.publicKeys,
      proofOfWork: createProofOfWork(config),
      isSessionRevoked: stores.revokedSessions.isRevoked,
      idempotency,
      log,
      metrics,
    });
    return { app, checks: { database: mongoCheck(connection), broker: broker.check } };
  },
});

/** @param secret keys the hashes of what is counted */
function createStores(connection: Connection, secret: string) {
  const counters = mongoCounters(connection, secret);
  return {
    users: createUserStore(connection),
    sessions: createSessionStore(connection),
    devices: createDeviceStore(connection),
    counters,
    attempts: createSignInAttemptStore(counters),
    mailTokens: createMailTokenStore(connection),
    mailRequests: createMailRequestStore(counters),
    secondFactors: createSecondFactorStore(connection),
    passkeys: createPasskeyStore(connection),
    spentChallenges: createSpentChallengeStore(connection),
    revokedSessions: mongoRevokedSessions(connection),
  };
}
