import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { defaultCacheFolder } from '@ticketing/local/config';
import { ensureInstalled, findFreePort, installMongo } from '@ticketing/local/parts';
import { ensureCertificates } from '@ticketing/local/tls';

import mongoose from 'mongoose';
import { parse } from 'yaml';
import { secureMember } from '../src/secure-member.ts';

/** The arguments that prod gives to every server, with files of this test. */
function argumentsOfProd(files: Record<string, string>): string[] {
  const patch = parse(
    readFileSync(join(import.meta.dirname, '../../k8s/overlays/prod/mongo/arguments.yaml'), 'utf8'),
  ) as {
    value: string;
  }[];
  return patch.map(({ value }) => value.replace(/\/etc\/mongo-tls\/([\w.-]+)/, (_, name: string) => files[name] ?? ''));
}

const folder = mkdtempSync(join(tmpdir(), 'mongo-users-'));
const administrator = { username: 'admin', password: 'of-the-administrator' };
const users = [{ username: 'tickets', password: 'of-tickets', databases: ['tickets'] }];
let server: ChildProcess;
let address: string;
let caFile: string;

beforeAll(async () => {
  await ensureInstalled(['mongo']);
  const [mongod, port, certificates] = await Promise.all([
    installMongo(defaultCacheFolder()),
    findFreePort(),
    ensureCertificates(join(folder, 'tls')),
  ]);
  ({ caFile } = certificates);
  address = `localhost:${port}`;
  mkdirSync(join(folder, 'data'));
  const secured = argumentsOfProd({ 'tls-combined.pem': certificates.pairFile, 'ca.crt': caFile });
  server = spawn(
    mongod,
    ['--replSet=rs0', `--dbpath=${join(folder, 'data')}`, `--port=${port}`, '--nounixsocket', ...secured],
    { stdio: 'ignore' },
  );
}, 120_000);
afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Inserts a document. @throws what the server answers */
async function insert(database: string, auth?: { username: string; password: string }): Promise<void> {
  const connection = mongoose.createConnection(`mongodb://${address}/${database}?authSource=admin`, {
    directConnection: true,
    tls: true,
    tlsCAFile: caFile,
    serverSelectionTimeoutMS: 5_000,
    ...(auth && { auth }),
  });
  try {
    await connection.asPromise();
    await connection.collection('things').insertOne({ title: 'thing' });
  } finally {
    await connection.close().catch(() => {});
  }
}

it('a server of prod is open to the user of its database only, and setting it up twice changes nothing', async () => {
  await secureMember({ address, administrator, users, caFile });
  await secureMember({ address, administrator, users, caFile });

  const [user] = users;
  await insert('tickets', user);
  await expect(insert('payments', user)).rejects.toThrow(/not authorized/);
  await expect(insert('tickets')).rejects.toThrow(/requires authentication/);
  await expect(insert('tickets', { username: 'tickets', password: 'wrong' })).rejects.toThrow(/Authentication failed/);
}, 120_000);
