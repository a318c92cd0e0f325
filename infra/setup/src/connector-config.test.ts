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
});
