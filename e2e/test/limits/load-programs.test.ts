import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { newEcKey } from '@ticketing/common/ec-keys';
import { publicPartOf } from '@ticketing/common/sealing';
import { publicKeySet } from '@ticketing/common/session-keys';
import { loadConfig as loadAuth } from '../../../auth/src/config.ts';
import { loadConfig as loadOrders } from '../../../orders/src/config.ts';
import { maxHeldMs } from '../../../orders/src/domain/hoarding.ts';
import { loadConfig as loadTickets } from '../../../tickets/src/config.ts';
import { maxOfNewSeller } from '../../../tickets/src/domain/listing-limits.ts';

const key = newEcKey();
const required = {
  JWT_KEY: randomBytes(32).toString('hex'),
  SESSION_PRIVATE_KEYS: JSON.stringify({ keys: [key] }),
  SESSION_PUBLIC_KEYS: JSON.stringify(publicKeySet([key])),
  NOTIFICATIONS_PUBLIC_KEY: JSON.stringify(publicPartOf(newEcKey())),
  SECOND_FACTOR_KEYS: 'a1'.repeat(32),
  KAFKA_BROKERS: 'localhost:9092',
  SCHEMA_REGISTRY_URL: 'http://localhost:8081',
  MONGO_URI: 'mongodb://localhost/a',
  DATABASE_URL: 'postgres://localhost/a',
};
const defaults: Record<string, unknown> = {
  ...loadAuth(required),
  ...loadTickets(required),
  ...loadOrders(required),
};

/** The largest load program: buyers from one address, each with one reservation at a time, and one new seller. */
const load = { buyers: 200, perSecond: 40, seconds: 60, fewestBuyers: 20 };

describe('the default limits', () => {
  it('let a load program sign up its people, several times an hour', () => {
    expect(loadAuth(required).MAX_SIGN_UPS_PER_HOUR).toBeGreaterThanOrEqual(4 * (load.buyers + 1));
  });

  it('let its seller list a ticket for every purchase', () => {
    const { MAX_LISTINGS_PER_HOUR } = loadTickets(required);
    expect(maxOfNewSeller(MAX_LISTINGS_PER_HOUR)).toBeGreaterThanOrEqual(load.perSecond * load.seconds);
  });

  it('never bind before the limit per buyer, however few buyers a load program has', () => {
    const { MAX_UNPAID_RESERVATIONS, MAX_UNPAID_PER_SUBSCRIBER } = loadOrders(required);
    expect(MAX_UNPAID_PER_SUBSCRIBER).toBeGreaterThanOrEqual(load.fewestBuyers * (MAX_UNPAID_RESERVATIONS - 1));
  });

  it('let a program reserve and release one ticket for longer than any runs', () => {
    const { RESERVATION_TTL_SECONDS } = loadOrders(required);
    expect(maxHeldMs(RESERVATION_TTL_SECONDS)).toBeGreaterThan(10 * 60 * 1_000);
  });
});

describe('production', () => {
  const production = readFileSync(
    join(import.meta.dirname, '../../../infra/k8s/components/production/kustomization.yaml'),
    'utf8',
  );
  const settings = [...production.matchAll(/- (MAX_\w+)=(\d+)/g)].map(
    ([, name = '', value]) => [name, Number(value)] as const,
  );

  it.each(settings)('lowers %s, which a service reads, to %i', (name, value) => {
    expect(value).toBeLessThan(Number(defaults[name]));
  });

  it('lets a new account buy as many tickets as the limit per buyer allows', () => {
    expect(Object.fromEntries(settings).MAX_UNPAID_PER_SUBSCRIBER).toBeGreaterThanOrEqual(
      Number(defaults.MAX_UNPAID_RESERVATIONS) - 1,
    );
  });
});
