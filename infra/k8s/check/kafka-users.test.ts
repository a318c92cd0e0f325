import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { kafkaUsers } from '@ticketing/setup';
import { parse, parseAllDocuments } from 'yaml';

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const secretPrefix = 'kafka-user-';

/** One program relays all databases on a machine; in a cluster each database has its own. */
const ofCluster = kafkaUsers.filter((user) => user !== 'relay-mongo').sort();

interface Job {
  spec: {
    template: {
      spec: {
        volumes: { name: string; projected?: { sources: { secret: { name: string; items: { path: string }[] } }[] } }[];
      };
    };
  };
}

it('creates exactly the users that are granted rights, each under its own name', () => {
  const { spec } = parse(read('overlays/prod/kafka/users.yaml')) as Job;
  const sources = spec.template.spec.volumes.find(({ name }) => name === 'users')?.projected?.sources ?? [];
  const created = sources.map(({ secret: { name, items } }) => [name, ...items.map(({ path }) => path)]);
  expect(created.sort()).toEqual(ofCluster.map((user) => [`${secretPrefix}${user}`, user]));
});

it('gives each program the user of its name', () => {
  const programs = parseAllDocuments(read('components/kafka-users/users.yaml'))
    // The jobs of the setup have its user, who may do everything.
    .filter((document) => document.get('kind') === 'Deployment')
    .map((document) => ({
      name: String(document.getIn(['metadata', 'name'])),
      secrets: [...new Set(String(document).match(/kafka-user-[\w-]+/g) ?? [])],
    }));
  expect(programs.length).toBeGreaterThan(10);
  for (const { name, secrets } of programs) expect([name, secrets]).toEqual([name, [`${secretPrefix}${name}`]]);
});
