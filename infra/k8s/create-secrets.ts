import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '@ticketing/common/cli';
import { parseEnv, url } from '@ticketing/common/config';
import { newEcKey } from '@ticketing/common/ec-keys';
import { publicPartOf } from '@ticketing/common/sealing';
import { publicKeySet } from '@ticketing/common/session-keys';
import { mongoServices, type PostgresService, postgresServices } from '@ticketing/contracts';
import { kafkaUsers } from '@ticketing/setup';
import { z } from 'zod';

readArguments({
  usage: `Creates the namespace and the secrets that the manifests expect, in the current context's cluster: npm run k8s:secrets
Never changes an existing secret, because the databases store their passwords with their data.
  STRIPE_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET   of your Stripe account; without STRIPE_KEY the sandbox's
  SMTP_URL                                                    of your mail server; without it the mailbox's`,
});

/** Programs that sign in to Kafka; `setup` administers it. Here, each database on MongoDB has a relay of its own. */
const clusterUsers = [...kafkaUsers.filter((user) => user !== 'relay-mongo'), 'setup'];

const root = join(import.meta.dirname, '../..');
const namespace = 'ticketing';
const host = 'ticketing.dev';
/** For curl --cacert and tests; the private key is only in the cluster. */
const certificateFile = join(root, '.local/ticketing.dev.crt');

const env = parseEnv(
  z.object({
    STRIPE_KEY: z.string().optional(),
    STRIPE_PUBLISHABLE_KEY: z.string().optional(),
    STRIPE_WEBHOOK_SECRET: z.string().optional(),
    SMTP_URL: url('smtp', 'smtps').optional(),
  }),
  process.env,
);
const { SMTP_URL, ...stripe } = env;

const strong = () => randomBytes(32).toString('hex');

function run(command: string, args: string[], input?: string): SpawnSyncReturns<string> {
  const result = spawnSync(command, args, { encoding: 'utf8', input });
  if (result.error) throw new Error(`${command} could not be run: ${result.error.message}`, { cause: result.error });
  return result;
}

function insist(command: string, args: string[], input?: string): string {
  const { status, stdout, stderr } = run(command, args, input);
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${stderr.trim()}`);
  return stdout;
}

const exists = (name: string): boolean => {
  const { status, stderr } = run('kubectl', ['get', 'secret', name, '--namespace', namespace]);
  if (status !== 0 && !stderr.includes('NotFound')) throw new Error(stderr.trim());
  return status === 0;
};

/** Uses standard input, so that process lists show no value, and `create`, because `apply` stores a copy in an annotation. */
function ensureSecret(name: string, type: string, make: () => Record<string, string>): void {
  if (exists(name)) {
    process.stdout.write(`${name}: there, left as it is\n`);
    return;
  }
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type, stringData: make() };
  insist('kubectl', ['create', '-f', '-'], JSON.stringify(secret));
  process.stdout.write(`${name}: made\n`);
}

/** Self-signed, for a year. On a cluster with cert-manager, the secret already exists. */
function makeCertificate(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  try {
    insist('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '365'],
      ...['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-keyout', keyFile, '-out', file],
    ]);
    return { 'tls.crt': readFileSync(file, 'utf8'), 'tls.key': readFileSync(keyFile, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Only auth gets the private key; see docs/runbooks/rotate-session-keys.md. */
function ofSessions(): Record<string, string> {
  const key = newEcKey();
  return {
    SESSION_PRIVATE_KEYS: JSON.stringify({ keys: [key] }),
    SESSION_PUBLIC_KEYS: JSON.stringify(publicKeySet([key])),
  };
}

/** Only notifications gets the private key; see docs/runbooks/mails-not-delivered.md. */
function ofNotifications(): Record<string, string> {
  const key = newEcKey();
  return {
    NOTIFICATIONS_PUBLIC_KEY: JSON.stringify(publicPartOf(key)),
    NOTIFICATIONS_PRIVATE_KEYS: JSON.stringify({ keys: [key] }),
  };
}

function ofPostgres(service: PostgresService): Record<string, string> {
  const password = strong();
  return {
    POSTGRES_USER: 'postgres',
    POSTGRES_PASSWORD: strong(),
    DATABASE_USER: service,
    DATABASE_PASSWORD: password,
    DATABASE_URL: `postgresql://${service}:${password}@${service}-postgres:5432/${service}`,
    CDC_USER: 'debezium',
    CDC_PASSWORD: strong(),
  };
}

const ofStripe = (): Record<string, string> => ({
  ...(!stripe.STRIPE_KEY && ofSandbox()),
  ...Object.fromEntries(Object.entries(stripe).filter(([, value]) => value !== undefined)),
});

/** The sandbox accepts any test key. */
const ofSandbox = () => ({
  STRIPE_KEY: 'sk_test_sandbox_cluster',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox_cluster',
  STRIPE_WEBHOOK_SECRET: `whsec_${strong()}`,
});

function saveCertificate(): void {
  const encoded = insist('kubectl', [
    ...['get', 'secret', 'ticketing-tls', '--namespace', namespace, '--output', 'jsonpath={.data.tls\\.crt}'],
  ]);
  mkdirSync(join(root, '.local'), { recursive: true });
  writeFileSync(certificateFile, Buffer.from(encoded, 'base64'));
  process.stdout.write(`certificate of https://${host}: ${certificateFile}\n`);
}

try {
  insist('kubectl', ['apply', '-f', join(root, 'infra/k8s/base/namespace.yaml')]);
  ensureSecret('jwt-secret', 'Opaque', () => ({ JWT_KEY: strong() }));
  ensureSecret('session-keys', 'Opaque', ofSessions);
  // Rotated by hand; see SECOND_FACTOR_KEYS in docs/adr/0031-second-factor.md.
  ensureSecret('second-factor-keys', 'Opaque', () => ({ SECOND_FACTOR_KEYS: strong() }));
  // Not used until an operator wants it; see docs/runbooks/robots.md.
  ensureSecret('proof-of-work', 'Opaque', () => ({ PROOF_OF_WORK_KEY: strong() }));
  for (const service of postgresServices)
    ensureSecret(`${service}-postgres-credentials`, 'Opaque', () => ofPostgres(service));
  for (const user of clusterUsers)
    ensureSecret(`kafka-user-${user}`, 'Opaque', () => ({ KAFKA_SASL_USERNAME: user, KAFKA_SASL_PASSWORD: strong() }));
  ensureSecret('mongo-users', 'Opaque', () =>
    Object.fromEntries(['admin', ...mongoServices].map((user) => [user, strong()])),
  );
  ensureSecret('redis-credentials', 'Opaque', () => ({ REDIS_USERNAME: 'expiration', REDIS_PASSWORD: strong() }));
  ensureSecret('stripe-secret', 'Opaque', ofStripe);
  ensureSecret('notifications-keys', 'Opaque', ofNotifications);
  ensureSecret('smtp-secret', 'Opaque', () => ({ SMTP_URL: SMTP_URL ?? 'smtp://mailbox:3025' }));
  ensureSecret('ticketing-tls', 'kubernetes.io/tls', makeCertificate);
  saveCertificate();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
