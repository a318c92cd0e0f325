import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { foldersOf, loadConfig, root } from './config.ts';
import { loadSecrets, secretsFile } from './secrets.ts';

it('keeps everything in .local of the checkout by default', () => {
  const { folders, gatewayHost, restartsServices, seeds } = loadConfig({});
  expect(folders).toEqual(foldersOf(join(root, '.local')));
  expect({ gatewayHost, restartsServices, seeds }).toEqual({
    gatewayHost: '127.0.0.1',
    restartsServices: true,
    seeds: true,
  });
});

it('lets several homes share one cache', () => {
  const { folders } = loadConfig({ TICKETING_HOME: '/tmp/a-home', TICKETING_CACHE: '/tmp/a-cache' });
  expect(folders).toMatchObject({ home: '/tmp/a-home', cache: '/tmp/a-cache', data: '/tmp/a-home/data' });
});

it('treats an empty variable as missing', () => {
  expect(loadConfig({ TICKETING_HOME: '', STRIPE_KEY: '', HOST: '' })).toMatchObject({
    stripeKey: undefined,
    gatewayHost: '127.0.0.1',
  });
});

it('rejects an unknown restart policy', () => {
  expect(() => loadConfig({ TICKETING_RESTART: 'always' })).toThrow(/TICKETING_RESTART/);
});

it('creates the secrets of a home once, readable by their owner only', () => {
  const home = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  try {
    const folders = foldersOf(home);
    const first = loadSecrets(folders);
    expect(first.jwtKey.length).toBeGreaterThanOrEqual(32);
    expect(loadSecrets(folders)).toEqual(first);
    expect(statSync(secretsFile(folders)).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(home, { recursive: true });
  }
});
