import { retryTiers } from '@ticketing/contracts';
import { z } from 'zod';
import { brokerAddress, isBrokerAddress, saslMechanisms, securityProtocols } from '../broker-address/index.ts';
import { csv, positiveInteger, text, url } from './variables.ts';

/** Delays of the retry tiers in seconds. The catalogue limits the number of tiers. */
const retryDelays = csv()
  .transform((list) => list.map(Number))
  .pipe(z.array(z.number().positive()).max(retryTiers))
  .default([5, 30, 120, 600]);

const brokerForm = 'must be host:port, separated by commas';

/**
 * Variables of every connection to the brokers. A certificate authority that is not public is named by Node's own
 * `NODE_EXTRA_CA_CERTS`, the path of a PEM file.
 */
export const brokersEnv = {
  /** `host:port` of each broker; or its whole address, to which the variables below add nothing (broker-address). */
  KAFKA_BROKERS: csv().pipe(z.array(z.string().refine(isBrokerAddress, brokerForm))),
  KAFKA_SECURITY_PROTOCOL: z.enum(securityProtocols).default('PLAINTEXT'),
  KAFKA_SASL_MECHANISM: z.enum(saslMechanisms).default('SCRAM-SHA-512'),
  KAFKA_SASL_USERNAME: text().optional(),
  KAFKA_SASL_PASSWORD: text().optional(),
};

/** Variables of every connection to the schema registry. */
export const registryEnv = {
  SCHEMA_REGISTRY_URL: url('http', 'https'),
  /** For basic authentication. */
  SCHEMA_REGISTRY_USERNAME: text().optional(),
  SCHEMA_REGISTRY_PASSWORD: text().optional(),
};

/** Variables of programs that publish or consume. */
export const kafkaEnv = { ...brokersEnv, ...registryEnv };

type BrokersEnv = z.infer<z.ZodObject<typeof brokersEnv>>;
type RegistryEnv = z.infer<z.ZodObject<typeof registryEnv>>;
export type KafkaConfig = BrokersEnv & RegistryEnv;

/** The brokers' addresses with the protocol and the credentials. */
export function brokersOf(env: BrokersEnv): string[] {
  const { KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = env;
  const sasl = username && password ? { mechanism: env.KAFKA_SASL_MECHANISM, username, password } : null;
  return env.KAFKA_BROKERS.map((given) =>
    given.includes('://') ? given : brokerAddress(given, env.KAFKA_SECURITY_PROTOCOL, sasl),
  );
}

/** The registry's URL with the credentials. */
export function registryUrlOf(env: RegistryEnv): string {
  const { SCHEMA_REGISTRY_USERNAME: username, SCHEMA_REGISTRY_PASSWORD: password } = env;
  if (!username || !password) return env.SCHEMA_REGISTRY_URL;
  return Object.assign(new URL(env.SCHEMA_REGISTRY_URL), { username, password }).href;
}

/** The variables that a schema reads. */
const variablesOf = (schema: z.core.$ZodType): string[] => {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodDiscriminatedUnion ? schema.options.flatMap(variablesOf) : [];
};

/** Problems with variables that are needed, or have no effect, because of another one. */
export function contradictionsIn(schema: z.ZodType, env: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(variablesOf(schema));
  const pair = (names: readonly string[], isNeeded: boolean, why: string) =>
    names
      .filter((name) => known.has(name) && isNeeded !== name in env)
      .map((name) => (isNeeded ? `${name}: is required, because ${why}` : `${name}: has no effect, because ${why}`));
  const protocol = env.KAFKA_SECURITY_PROTOCOL ?? 'PLAINTEXT';
  const registry = ['SCHEMA_REGISTRY_USERNAME', 'SCHEMA_REGISTRY_PASSWORD'];
  const hasRegistryUser = registry.some((name) => name in env);
  return [
    ...pair(
      ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'],
      protocol.startsWith('SASL_'),
      `KAFKA_SECURITY_PROTOCOL is ${protocol}`,
    ),
    ...(hasRegistryUser ? pair(registry, true, 'the registry has a user and a password or neither') : []),
  ];
}

/** Variables of programs that consume. */
export const consumerEnv = {
  ...kafkaEnv,
  /** Delay before each retry of a failed message. After the last one, the message is dead-lettered. */
  RETRY_DELAYS_SECONDS: retryDelays,
  /** Messages applied in one transaction, at most; 1 applies each by itself, which shows what batches are worth (ADR 20). */
  CONSUMER_BATCH_SIZE: positiveInteger(200),
};
