import { Kafka, type LogEntry, logLevel } from 'kafkajs';
import type { Logger } from '../log/index.ts';
import { registerCodecs } from './compression/register-codecs.ts';
import { quietIdleConnections } from './idle-connections.ts';

quietIdleConnections();

export interface KafkaOptions {
  clientId: string;
  brokers: string[];
  log: Logger;
}

const levels = {
  [logLevel.ERROR]: 'warn',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'debug',
  [logLevel.DEBUG]: 'trace',
} as const;

/**
 * KafkaJS reports as errors what it then retries by itself; what it can't mend reaches us as a thrown error. So its
 * errors are our warnings.
 */
const logTo =
  (log: Logger) =>
  ({ level, log: { message, timestamp: _, logger: __, ...fields } }: LogEntry) =>
    log[levels[level as keyof typeof levels] ?? 'debug']({ kafkajs: fields }, message);

registerCodecs();

/** A client that keeps trying: a broker that is away is waited for. */
export const createKafka = ({ clientId, brokers, log }: KafkaOptions): Kafka =>
  new Kafka({
    clientId,
    brokers,
    logLevel: logLevel.WARN,
    logCreator: () => logTo(log),
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 8 },
  });
