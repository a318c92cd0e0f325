import { expect, it } from '@jest/globals';
import { databasesOf, loadConfig } from '../src/config.ts';

const env = {
  KAFKA_BROKERS: '127.0.0.1:9092',
  SCHEMA_REGISTRY_URL: 'http://127.0.0.1:8081',
  RELAY: 'mongo',
};
const databases = (given: { SOURCE: string; MONGO_URI: string }) => {
  const config = loadConfig({ ...env, ...given });
  return config.RELAY === 'mongo' ? databasesOf(config) : [];
};

it('relays one database', () => {
  expect(databases({ SOURCE: 'auth', MONGO_URI: 'mongodb://db/users' })).toEqual([
    { source: 'auth', uri: 'mongodb://db/users' },
  ]);
});

it('relays several databases of one server', () => {
  expect(databases({ SOURCE: 'auth, payments', MONGO_URI: 'mongodb://db/{source}?replicaSet=rs0' })).toEqual([
    { source: 'auth', uri: 'mongodb://db/auth?replicaSet=rs0' },
    { source: 'payments', uri: 'mongodb://db/payments?replicaSet=rs0' },
  ]);
});

it.each([
  [{ SOURCE: 'auth,tickets', MONGO_URI: 'mongodb://db/auth' }, /MONGO_URI: must contain \{source\}/],
  [{ SOURCE: 'auth,orders', MONGO_URI: 'mongodb://db/{source}' }, /SOURCE/],
  [{ SOURCE: 'auth,auth', MONGO_URI: 'mongodb://db/{source}' }, /SOURCE: names a source twice/],
])('refuses %j', (given, problem) => {
  expect(() => loadConfig({ ...env, ...given })).toThrow(problem);
});
