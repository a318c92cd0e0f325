import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PostgresService, slotNameOf } from '@ticketing/contracts';
import type { ConnectorDatabase } from './replication-slot.ts';

/** Returns the name of Debezium's connector for a service. */
export const connectorNameOf = (service: PostgresService): string => `${service}-outbox`;

/**
 * How often Debezium polls the log, and its own queue: the shorter, the more processor time while nothing happens. Buyers wait for
 * events of orders; a step of a saga may take longer.
 */
const pollIntervalMs: Readonly<Record<PostgresService, number>> = { orders: 20, bookings: 50 };

/** The same settings for every service; the names, the database and the interval differ. */
const shared = JSON.parse(readFileSync(join(import.meta.dirname, '../connector/outbox.json'), 'utf8')) as Readonly<
  Record<string, string>
>;

/** Connect's REST API shows a connector's settings, so they refer to the password where Connect's environment has it. */
export const connectorConfig = ({
  host,
  port,
  user,
  password,
  passwordVariable,
  sslMode,
  sslRootCert,
  name,
}: ConnectorDatabase): Record<string, string> => ({
  ...shared,
  'poll.interval.ms': String(pollIntervalMs[name]),
  // The heartbeat's topic is named after it.
  'topic.prefix': name,
  'slot.name': slotNameOf(name),
  'publication.name': slotNameOf(name),
  'database.hostname': host,
  'database.port': String(port),
  'database.user': user,
  // Resolved by the provider `env` of the worker's settings.
  'database.password': passwordVariable ? `\${env:${passwordVariable}}` : password,
  ...(sslMode && { 'database.sslmode': sslMode }),
  ...(sslRootCert && { 'database.sslrootcert': sslRootCert }),
  'database.dbname': name,
});
