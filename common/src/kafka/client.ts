import { Kafka, type LogEntry, logLevel, type SASLOptions } from 'kafkajs';
import { parseBrokers, type SaslCredentials, type SaslMechanism } from '../broker-address/index.ts';
import type { Logger } from '../log/index.ts';
import { registerCodecs } from './compression/register-codecs.ts';
import { suppressIdleTimers } from './idle-connections.ts';

suppressIdleTimers();

export interface KafkaOptions {
  clientId: string;
  /** Their addresses, with protocol and credentials if they ask for them (broker-address). */
  brokers: readonly string[];
  log: Logger;
}

const levels = {
  [logLevel.ERROR]: 'warn',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'debug',
  [logLevel.DEBUG]: 'trace',
} as const;

/**
 * KafkaJS logs errors that it then retries; unrecoverable ones reach us as thrown errors. So its errors are logged as
 * warnings.
 */
const logTo =
  (log: Logger) =>
  ({ level, log: { message, timestamp: _, logger: __, ...fields } }: LogEntry) =>
    log[levels[level as keyof typeof levels] ?? 'debug']({ kafkajs: fields }, message);

registerCodecs();

const raw = Symbol('KafkaJS');

/** A client of the brokers. Opaque: it can do what this folder exports, whichever library is behind it. */
export interface KafkaClient {
  readonly [raw]: Kafka;
}

/** Wraps a KafkaJS client. For this folder only. */
export const clientOf = (kafka: Kafka): KafkaClient => ({ [raw]: kafka });
/** Unwraps the KafkaJS client. For this folder only. */
export const rawOf = (client: KafkaClient): Kafka => client[raw];

const saslOf = ({ mechanism, username, password }: SaslCredentials): SASLOptions => ({
  mechanism: kafkaJsNames[mechanism],
  username,
  password,
});

const kafkaJsNames = {
  PLAIN: 'plain',
  'SCRAM-SHA-256': 'scram-sha-256',
  'SCRAM-SHA-512': 'scram-sha-512',
} as const satisfies Record<SaslMechanism, string>;

/**
 * Creates a client that retries while a broker is unavailable. It connects on first use.
 * @throws when the address of a broker is malformed
 */
export function createKafka({ clientId, brokers, log }: KafkaOptions): KafkaClient {
  const { hosts, usesTls, sasl } = parseBrokers(brokers);
  return clientOf(
    new Kafka({
      clientId,
      brokers: hosts,
      ssl: usesTls,
      ...(sasl && { sasl: saslOf(sasl) }),
      logLevel: logLevel.WARN,
      logCreator: () => logTo(log),
      connectionTimeout: 3_000,
      requestTimeout: 30_000,
      retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 8 },
    }),
  );
}
