import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ConfigError } from '@ticketing/common/config';
import { retryTransient } from '@ticketing/common/errors';
import { silentLogger } from '@ticketing/common/log';
import { ensureCertificates } from '../../../local/src/tls/certificates.ts';
import { type ApplyElkOptions, applyElk } from '../src/elk/apply-elk.ts';
import { elkOptions } from '../src/elk/elk-env.ts';
import { startFakeElk } from './fake-elk.ts';

const password = 'of-elastic';
let elk: Awaited<ReturnType<typeof startFakeElk>>;
beforeEach(async () => {
  elk = await startFakeElk({ password });
});
afterEach(() => elk.stop());

const apply = (changed: Partial<ApplyElkOptions> = {}) => {
  const server = { url: elk.url, username: 'elastic', password };
  const options = { elasticsearch: server, kibana: server, log: silentLogger(), ...changed };
  return retryTransient(() => applyElk(options), { forMs: 10_000, intervalMs: 1 });
};
const retentions = () => Object.fromEntries([...elk.state.streams].map(([name, { retention }]) => [name, retention]));
const indicesOf = (stream: string) => elk.state.streams.get(stream)?.indices ?? [];

it('waits for both servers, then installs everything', async () => {
  elk.state.unready = { elasticsearch: 2, kibana: 2 };

  await apply();

  // As docs/security/logging.md recommends.
  expect(retentions()).toEqual({ 'logs-ticketing-default': '30d', 'logs-ticketing.security-default': '365d' });
  expect([...elk.state.templates.keys()]).toEqual([
    'logs-ticketing@mappings',
    'logs-ticketing',
    'logs-ticketing.security',
  ]);
  expect(elk.state.imported.map((line) => JSON.parse(line).type)).toContain('dashboard');
});

it('waits until a new cluster has the templates that ours are composed of', async () => {
  elk.state.hasBuiltInTemplates = false;
  const server = { url: elk.url, username: 'elastic', password };

  await expect(applyElk({ elasticsearch: server, kibana: server, log: silentLogger() })).rejects.toMatchObject({
    name: 'TransientError',
  });
  expect(elk.state.templates.size).toBe(0);
});

it('keeps the indices when it runs again', async () => {
  await apply();
  const before = indicesOf('logs-ticketing-default');
  await apply();

  expect(before).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(indicesOf('logs-ticketing-default')).toEqual(before);
});

it('starts a new index when the current one has other templates, as when Filebeat was first', async () => {
  elk.state.streams.set('logs-ticketing-default', { indices: [undefined] });

  await apply();
  await apply();

  expect(indicesOf('logs-ticketing-default')).toEqual([undefined, expect.any(String)]);
  expect(retentions()['logs-ticketing-default']).toBe('30d');
});

it('gives Kibana its password before it asks Kibana for anything', async () => {
  await apply({ accounts: { kibanaSystem: 'of-kibana', filebeat: 'of-filebeat' } });

  expect(Object.fromEntries(elk.state.passwords)).toEqual({
    kibana_system: 'of-kibana',
    ticketing_filebeat: 'of-filebeat',
  });
  expect(elk.state.requests[0]).toBe('PUT /_security/user/kibana_system/_password');
});

it('creates no account where an operator does', async () => {
  await apply();

  expect(elk.state.requests.filter((request) => request.includes('_security'))).toEqual([]);
});

it('names the objects that Kibana refuses', async () => {
  elk.state.refused = [{ type: 'lens', id: 'chart', error: { type: 'missing_references' } }];

  await expect(apply()).rejects.toThrow('Kibana refused: lens chart (missing_references)');
});

it('does not retry with a wrong password', async () => {
  const server = { url: elk.url, username: 'elastic', password: 'wrong' };

  await expect(apply({ elasticsearch: server })).rejects.toThrow(': 401 ');
});

const distinct = (certificates: string[]) => new Set(certificates.map((pem) => pem.replace(/\s/g, '')));

it('trusts the authorities in CA_FILES besides the known ones', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'elk-'));
  const known = getCACertificates('default');
  const { caFile, certFile, keyFile } = await ensureCertificates(folder);
  const server = createServer({ key: await readFile(keyFile), cert: await readFile(certFile) }, (_, response) => {
    response.end('trusted');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async () => (await fetch(url)).text();
    await expect(ask()).rejects.toThrow('fetch failed');
    elkOptions({ ELASTICSEARCH_URL: url, KIBANA_URL: url, ELASTICSEARCH_PASSWORD: 'x', CA_FILES: caFile });

    expect(await ask()).toBe('trusted');
    const trusted = distinct(getCACertificates('default'));
    expect([...distinct(known)].filter((pem) => !trusted.has(pem))).toEqual([]);
  } finally {
    setDefaultCACertificates(known);
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
});

it('refuses one account without the other', () => {
  const env = { ELASTICSEARCH_URL: 'http://e:9200', KIBANA_URL: 'http://k:5601', ELASTICSEARCH_PASSWORD: 'x' };

  expect(elkOptions({ ...env, FILEBEAT_PASSWORD: '' }).accounts).toBeUndefined();
  expect(() => elkOptions({ ...env, FILEBEAT_PASSWORD: 'y' })).toThrow(ConfigError);
});
