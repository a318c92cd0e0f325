import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { postgresServices, topicsToCreate } from '@ticketing/contracts';
import { connectorConfig } from './connector-config.ts';

const root = join(import.meta.dirname, '../../..');

describe.each(postgresServices)('the connector of %s', (name) => {
  const config = connectorConfig({ host: 'db', port: 5432, user: 'debezium', password: 'secret', name });

  it('reads the publication that the migrations create', () => {
    const migrations = globSync(`${name}/prisma/migrations/*/migration.sql`, { cwd: root });
    const sql = migrations.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');

    expect(config['database.dbname']).toBe(name);
    expect(sql).toContain(`CREATE PUBLICATION "${config['publication.name']}"`);
  });

  it('beats on a topic that exists', () => {
    expect(topicsToCreate().map((topic) => topic.name)).toContain(`__debezium-heartbeat.${config['topic.prefix']}`);
  });

  it('has a slot of its own', () => {
    const slotOf = (service: (typeof postgresServices)[number]) =>
      connectorConfig({ host: 'db', port: 5432, user: 'debezium', password: 'secret', name: service })['slot.name'];

    expect(postgresServices.filter((service) => slotOf(service) === config['slot.name'])).toEqual([name]);
  });

  it('has a literal password only if Connect does not know it', () => {
    const database = { host: 'db', port: 5432, user: 'debezium', password: 'k4x9', name };
    const referring = connectorConfig({ ...database, passwordVariable: 'ORDERS_CDC_PASSWORD' });

    expect(referring['database.password']).toBe(`\${env:ORDERS_CDC_PASSWORD}`);
    expect(JSON.stringify(referring)).not.toContain('k4x9');
    expect(connectorConfig(database)['database.password']).toBe('k4x9');
  });

  it('verifies the certificate of a server outside', () => {
    const database = { host: 'db', port: 5432, user: 'debezium', password: 'k4x9', name };
    const verifying = connectorConfig({ ...database, sslMode: 'verify-full', sslRootCert: '/etc/roots.pem' });

    expect(verifying).toMatchObject({ 'database.sslmode': 'verify-full', 'database.sslrootcert': '/etc/roots.pem' });
    expect(connectorConfig(database)).not.toHaveProperty(['database.sslmode']);
  });
});
