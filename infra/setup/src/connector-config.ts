import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PostgresService, slotNameOf } from '@ticketing/contracts';
import type { ConnectorDatabase } from './replication-slot.ts';

/** Returns the name of Debezium's connector for a service. */
export const connectorNameOf = (service: PostgresService): string => `${service}-outbox`;

/** The same settings for every service; only the names and the database differ. */
const shared = JSON.parse(readFileSync(join(import.meta.dirname, '../connector/outbox.json'), 'utf8')) as Readonly<
  Record<string, string>
>;

export const connectorConfig = ({
  host,
  port,
  user,
  password,
  name,
  caFile,
}: ConnectorDatabase): Record<string, string> => ({
  ...shared,
  // The heartbeat's topic is named after it.
  'topic.prefix': name,
  'slot.name': slotNameOf(name),
  'publication.name': slotNameOf(name),
  'database.hostname': host,
  'database.port': String(port),
  'database.user': user,
  'database.password': password,
  'database.dbname': name,
  ...(caFile && { 'database.sslmode': 'verify-full', 'database.sslrootcert': caFile }),
});
