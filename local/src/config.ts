import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv, url } from '@ticketing/common/config';
import { z } from 'zod';
import { type Platform, platforms } from './install/platform.ts';
import { type PortChoice, parsePorts } from './ports/resolve-ports.ts';

/** The root of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where `npm start` keeps its data, logs and caches. */
export const homeFolder = (env: Environment = process.env): string => resolve(root, env.TICKETING_HOME || '.local');

/** The folder of installed parts; several homes can share one. */
export const defaultCacheFolder = (env: Environment = process.env): string =>
  env.TICKETING_CACHE ? resolve(root, env.TICKETING_CACHE) : join(homeFolder(env), 'cache');

type Environment = Readonly<Record<string, string | undefined>>;

export interface Folders {
  home: string;
  cache: string;
  data: string;
  logs: string;
  run: string;
}

export interface LocalConfig {
  folders: Folders;
  ports: PortChoice;
  /** Where the gateway listens; everything else listens on the loopback address only. */
  gatewayHost: string;
  stripeKey: string | undefined;
  stripeWebhookSecret: string | undefined;
  /** A mail server; without one, the mailbox keeps all mails on this machine. */
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  /** The store's address in mails, if it is not that of the gateway. */
  publicUrl: string | undefined;
  /** Whether a service that exits on its own is restarted. */
  restartsServices: boolean;
  seeds: boolean;
  /** Whether the services reach the parts through proxies, which tests can cut or slow down. */
  hasProxies: boolean;
  /** Whether an edited program restarts by itself, and Next's development server serves the client. */
  reloads: boolean;
  /** Whether traces, metrics, logs and alerts are kept and shown. */
  observes: boolean;
  /** Whether the parts ask for TLS and credentials, as managed ones do. */
  secures: boolean;
  /** The folder of a backup with which an empty home is filled at its start. */
  restoresFrom: string | null;
  /** A platform other than this machine's, whose parts `doctor` checks. */
  platform: Platform | undefined;
}

const Env = z.object({
  HOST: z.string().default('127.0.0.1'),
  STRIPE_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z.string().optional(),
  PUBLIC_URL: url('http', 'https').optional(),
  TICKETING_RESTART: z.enum(['backoff', 'never']).default('backoff'),
  TICKETING_SEED: z.enum(['once', 'never']).default('once'),
  TICKETING_PROXIES: z.enum(['on', 'off']).default('off'),
  TICKETING_SECURITY: z.enum(['on', 'off']).default('off'),
  TICKETING_PLATFORM: z.enum(platforms).optional(),
});

/** @throws ConfigError or PortsError that names every invalid variable */
export function loadConfig(env: Environment = process.env): LocalConfig {
  const parsed = parseEnv(Env, env);
  return {
    folders: foldersOf(homeFolder(env), defaultCacheFolder(env)),
    ports: parsePorts(env),
    gatewayHost: parsed.HOST,
    stripeKey: parsed.STRIPE_KEY,
    stripeWebhookSecret: parsed.STRIPE_WEBHOOK_SECRET,
    smtpUrl: parsed.SMTP_URL,
    mailFrom: parsed.MAIL_FROM,
    publicUrl: parsed.PUBLIC_URL,
    restartsServices: parsed.TICKETING_RESTART === 'backoff',
    seeds: parsed.TICKETING_SEED === 'once',
    hasProxies: parsed.TICKETING_PROXIES === 'on',
    reloads: false,
    observes: false,
    secures: parsed.TICKETING_SECURITY === 'on',
    restoresFrom: null,
    platform: parsed.TICKETING_PLATFORM,
  };
}

export const foldersOf = (home: string, cache = join(home, 'cache')): Folders => ({
  home,
  cache,
  data: join(home, 'data'),
  logs: join(home, 'logs'),
  run: join(home, 'run'),
});
