import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  brokersOf,
  ConfigError,
  type Environment,
  jwtKey,
  kafkaEnv,
  parseEnv,
  port,
  positiveInteger,
  registryUrlOf,
  serviceEnv,
  url,
} from './index.ts';

const Env = z.object({
  ...serviceEnv,
  ...kafkaEnv,
  PORT: port(3000),
  JWT_KEY: jwtKey(),
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  TTL_SECONDS: positiveInteger(900),
});
const good: Environment = {
  KAFKA_BROKERS: 'a:9092, b:9092',
  SCHEMA_REGISTRY_URL: 'http://registry:8081',
  JWT_KEY: 'f3b1a0c92d8e47765f4c1b0a9d8e7c6b',
  MONGO_URI: 'mongodb://db/tickets',
};
const problemsOf = (env: Environment): string[] => {
  try {
    parseEnv(Env, env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
};

describe('parseEnv', () => {
  it('returns typed values with defaults', () => {
    expect(parseEnv(Env, { ...good, TTL_SECONDS: '20' })).toEqual({
      ...good,
      KAFKA_BROKERS: ['a:9092', 'b:9092'],
      KAFKA_SECURITY_PROTOCOL: 'PLAINTEXT',
      KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      HOST: '0.0.0.0',
      LOG_LEVEL: 'info',
      OTEL_TRACES_SAMPLER_ARG: 1,
      PORT: 3000,
      TTL_SECONDS: 20,
    });
  });

  it('names every invalid variable at once', () => {
    const env = {
      KAFKA_BROKERS: '',
      SCHEMA_REGISTRY_URL: 'registry:8081',
      PORT: '65536',
      JWT_KEY: 'short',
      TTL_SECONDS: 'soon',
      LOG_LEVEL: 'loud',
    };
    expect(problemsOf(env).map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining([
        'KAFKA_BROKERS',
        'SCHEMA_REGISTRY_URL',
        'PORT',
        'JWT_KEY',
        'MONGO_URI',
        'TTL_SECONDS',
        'LOG_LEVEL',
      ]),
    );
  });

  it.each<[string, Environment, string]>([
    ['is missing', { MONGO_URI: undefined }, 'MONGO_URI: is required'],
    ['is empty', { MONGO_URI: '' }, 'MONGO_URI: is required'],
    ['has another protocol', { MONGO_URI: 'http://db' }, 'MONGO_URI: must start with mongodb:// or mongodb+srv://'],
    [
      'is too short for a key',
      { JWT_KEY: 'f3b1a0c92d8e47765f4c1b0a9d8e7c6' },
      'JWT_KEY: must have at least 32 characters',
    ],
  ])('reports a variable that %s', (_how, env, problem) => {
    expect(problemsOf({ ...good, ...env })).toEqual([problem]);
  });

  it.each([
    'replace-me-by-at-least-32-characters',
    'changeme-changeme-changeme-changeme',
    'my-super-SECRET-key-for-jwt-tokens!',
    'x'.repeat(32),
    'abcdefgh'.repeat(4),
    '12345678901234567890123456789012',
    'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb',
  ])('refuses the key %s, which can be guessed', (key) => {
    expect(problemsOf({ ...good, JWT_KEY: key })).toEqual([expect.stringContaining('openssl rand -hex 32')]);
  });

  it.each(['0', '-1', '1.5'])('refuses %s as a number of seconds', (seconds) => {
    expect(problemsOf({ ...good, TTL_SECONDS: seconds })).toHaveLength(1);
  });

  it.each<[Environment, string[]]>([
    [
      { KAFKA_SECURITY_PROTOCOL: 'SASL_SSL' },
      [
        'KAFKA_SASL_USERNAME: is required, because KAFKA_SECURITY_PROTOCOL is SASL_SSL',
        'KAFKA_SASL_PASSWORD: is required, because KAFKA_SECURITY_PROTOCOL is SASL_SSL',
      ],
    ],
    [
      { KAFKA_SASL_PASSWORD: 'hidden' },
      ['KAFKA_SASL_PASSWORD: has no effect, because KAFKA_SECURITY_PROTOCOL is PLAINTEXT'],
    ],
    [
      { SCHEMA_REGISTRY_USERNAME: 'orders' },
      ['SCHEMA_REGISTRY_PASSWORD: is required, because the registry has a user and a password or neither'],
    ],
    [{ KAFKA_BROKERS: 'kafka' }, ['KAFKA_BROKERS.0: must be host:port, separated by commas']],
    [
      { MONGO_URI: '', KAFKA_SASL_USERNAME: 'orders' },
      ['MONGO_URI: is required', 'KAFKA_SASL_USERNAME: has no effect, because KAFKA_SECURITY_PROTOCOL is PLAINTEXT'],
    ],
  ])('names every variable that contradicts another one: %j', (env, problems) => {
    expect(problemsOf({ ...good, ...env })).toEqual(problems);
  });

  it('gives brokers and registry their credentials', () => {
    const config = parseEnv(Env, {
      ...good,
      KAFKA_SECURITY_PROTOCOL: 'SASL_SSL',
      KAFKA_SASL_USERNAME: 'orders',
      KAFKA_SASL_PASSWORD: 'p@ss',
      SCHEMA_REGISTRY_URL: 'https://registry:8081/apis',
      SCHEMA_REGISTRY_USERNAME: 'orders',
      SCHEMA_REGISTRY_PASSWORD: 'p/ss',
    });
    expect(brokersOf(config)).toEqual([
      'sasl_ssl://orders:p%40ss@a:9092?mechanism=SCRAM-SHA-512',
      'sasl_ssl://orders:p%40ss@b:9092?mechanism=SCRAM-SHA-512',
    ]);
    expect(registryUrlOf(config)).toBe('https://orders:p%2Fss@registry:8081/apis');
  });

  it('never includes a secret in its error', () => {
    expect(problemsOf({ ...good, JWT_KEY: 'not-so-secret' }).join()).not.toContain('not-so-secret');
  });
});
