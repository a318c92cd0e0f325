import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askRegistry } from '@ticketing/common/kafka';
import { BackupRefused } from '../manifest.ts';

const fileOf = (folder: string): string => join(folder, 'schemas.zip');

/** The registry's own API beside the one of Confluent's clients, which can't create a schema under a given id. */
const askAdmin = (registryUrl: string, action: 'export' | 'import', init: RequestInit): Promise<Response> =>
  askRegistry(new URL('/apis/registry/v2/admin', registryUrl).href, `/${action}`, {
    signal: AbortSignal.timeout(transferTimeoutMs),
    ...init,
  });

/** All schemas at once. */
const transferTimeoutMs = 60_000;

async function expectOk(response: Response, what: string): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`the schema registry answered ${response.status} to the ${what}: ${await response.text()}`);
}

/** Writes all schemas with their ids, versions and rules, as the registry exports them. */
export async function copyRegistry(registryUrl: string, folder: string): Promise<void> {
  const response = await askAdmin(registryUrl, 'export', { headers: { accept: 'application/zip' } });
  const zip = await (await expectOk(response, 'export')).arrayBuffer();
  await writeFile(fileOf(folder), Buffer.from(zip), { mode: 0o600, flush: true });
}

/**
 * Imports the schemas under their ids, which every message names.
 * @throws BackupRefused when the registry has schemas: they might have the same ids
 */
export async function loadRegistry(registryUrl: string, folder: string): Promise<void> {
  const existing = await expectOk(await askRegistry(registryUrl, '/subjects'), 'list of subjects');
  if (((await existing.json()) as string[]).length > 0)
    throw new BackupRefused('the schema registry is not empty; npm run reset deletes it');
  const response = await askAdmin(registryUrl, 'import', {
    method: 'POST',
    headers: {
      'content-type': 'application/zip',
      'x-registry-preserve-globalid': 'true',
      'x-registry-preserve-contentid': 'true',
    },
    body: await readFile(fileOf(folder)),
  });
  await (await expectOk(response, 'import')).body?.cancel();
}
