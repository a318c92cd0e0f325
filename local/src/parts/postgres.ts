import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { LaunchSpec, UnixUser } from '../process/launch.ts';
import { runCommand } from '../process/run-command.ts';
import type { Certificates } from '../tls/certificates.ts';
import type { PostgresInstallation } from './postgres-install.ts';
import { canEnter, databaseUser } from './unix-user.ts';

export interface PostgresOptions {
  installation: PostgresInstallation;
  dataFolder: string;
  logFile: string;
  port: number;
  /** Password of the superuser `postgres`; set when the data folder is created. */
  password: string;
  /** With it, the server refuses connections without TLS. */
  certificates?: Certificates | undefined;
}

export const postgresUrl = (
  port: number,
  user: string,
  password: string,
  database: string,
  { usesTls = false } = {},
): string => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}${usesTls ? '?sslmode=verify-full' : ''}`;

/** Creates the data folder on the first start. WAL is logical, because Debezium reads the outbox from it. */
export async function preparePostgres(options: PostgresOptions): Promise<LaunchSpec> {
  const { installation, port, password, logFile } = options;
  const user = databaseUser();
  const dataFolder = user ? reachableDataFolder(options.dataFolder, user) : options.dataFolder;
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) await createData(installation, dataFolder, password, user);
  const settings = {
    ...(options.certificates && tlsSettings(options.certificates, dataFolder, user)),
    port,
    listen_addresses: '127.0.0.1',
    // TCP only: the path of a socket file is limited to 107 bytes, and a checkout's path can be longer.
    unix_socket_directories: '',
    wal_level: 'logical',
    max_wal_senders: 8,
    max_replication_slots: 8,
    // A connector that is unavailable for long must not fill the disk; a lost slot is recovered from the outbox table.
    max_slot_wal_keep_size: '1GB',
    max_connections: 200,
  };
  return {
    name: 'postgres',
    command: join(installation.binFolder, 'postgres'),
    args: ['-D', dataFolder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    cwd: '/',
    runAs: user,
    logFile,
    // A "fast" shutdown: SIGTERM would wait for every client to disconnect.
    stopSignal: 'SIGINT',
    isReady: () => withSuperuser(options, async () => true),
  };
}

export interface OwnedDatabase {
  name: string;
  owner: { user: string; password: string };
}

/** Creates databases, their owners and a role with replication rights. Idempotent. */
export async function ensureDatabases(
  superuser: Superuser,
  databases: readonly OwnedDatabase[],
  replicationRole: { user: string; password: string },
): Promise<void> {
  await withSuperuser(superuser, async (client) => {
    const isThere = async (sql: string, value: string) => ((await client.query(sql, [value])).rowCount ?? 0) > 0;
    const ensureRole = async (role: { user: string; password: string }, attributes: string) => {
      const exists = await isThere('SELECT FROM pg_roles WHERE rolname = $1', role.user);
      const verb = exists ? 'ALTER' : 'CREATE';
      const password = pg.escapeLiteral(role.password);
      await client.query(`${verb} ROLE ${pg.escapeIdentifier(role.user)} LOGIN ${attributes} PASSWORD ${password}`);
    };
    await ensureRole(replicationRole, 'REPLICATION');
    for (const { name, owner } of databases) {
      await ensureRole(owner, '');
      if (await isThere('SELECT FROM pg_database WHERE datname = $1', name)) continue;
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${pg.escapeIdentifier(owner.user)}`);
    }
  });
}

type Superuser = Pick<PostgresOptions, 'port' | 'password' | 'certificates'>;

/** The server reads its key as its own user. */
function tlsSettings({ certFile, keyFile }: Certificates, dataFolder: string, user: UnixUser | undefined) {
  const files = { hba: join(dataFolder, 'pg_hba.tls.conf'), key: join(dataFolder, 'server.key') };
  writeFileSync(files.hba, 'hostssl all all samehost scram-sha-256\nhostssl replication all samehost scram-sha-256\n');
  writeFileSync(files.key, readFileSync(keyFile), { mode: 0o600 });
  writeFileSync(join(dataFolder, 'server.crt'), readFileSync(certFile));
  if (user) for (const file of Object.values(files)) chownSync(file, user.uid, user.gid);
  return { ssl: 'on', ssl_key_file: files.key, ssl_cert_file: 'server.crt', hba_file: files.hba };
}

async function withSuperuser<T>(
  { port, password, certificates }: Superuser,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: postgresUrl(port, 'postgres', password, 'postgres', { usesTls: certificates !== undefined }),
    connectionTimeoutMillis: 3_000,
  });
  // When the server closes the connection, pg emits an error event in addition to the failed call.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function createData({ binFolder }: PostgresInstallation, dataFolder: string, password: string, user?: UnixUser) {
  const draft = `${dataFolder}.draft`;
  const passwordFile = `${dataFolder}.password`;
  mkdirSync(dirname(dataFolder), { recursive: true });
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const options = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'];
    const initdb = join(binFolder, 'initdb');
    await runCommand(initdb, ['-D', draft, ...options, '--locale=C'], { runAs: user, cwd: '/' });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, dataFolder);
}

/**
 * The given folder; or, when PostgreSQL's user has no access to it, a folder outside with a link to it. Only root needs
 * that, so only root can write to the folder outside.
 */
function reachableDataFolder(wanted: string, user: UnixUser): string {
  mkdirSync(dirname(wanted), { recursive: true });
  const linked = linkTarget(wanted);
  if (!linked && canEnter(dirname(wanted), user)) return wanted;
  const digest = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const elsewhere = linked ?? join('/var/lib/ticketing-local', digest, 'postgres');
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o711 });
  if (!linked) symlinkSync(elsewhere, wanted);
  return elsewhere;
}

/** Deletes the data, also from a folder outside. Idempotent. */
export function removePostgresData(dataFolder: string): void {
  const linked = linkTarget(dataFolder);
  if (linked) rmSync(dirname(linked), { recursive: true, force: true });
  rmSync(dataFolder, { recursive: true, force: true });
}

const linkTarget = (path: string): string | undefined =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;
