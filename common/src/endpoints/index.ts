import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import { z } from 'zod';

const Entry = z.object({
  name: z.string(),
  kind: z.enum(['part', 'service']),
  state: z.enum(['waiting', 'starting', 'ready', 'stopped', 'failed']),
  url: z.string(),
  port: z.number(),
  /** null while it is not running. */
  pid: z.number().nullable(),
  log: z.string(),
});

const Addresses = z.object({
  gateway: z.string(),
  brokers: z.array(z.string()),
  registry: z.string(),
  connect: z.string(),
  stripe: z.string().nullable(),
  /** The page that shows the mails; null with a real mail server. */
  mailbox: z.string().nullable().default(null),
  /** The API of the proxies between services and parts; null without proxies. */
  toxiproxy: z.string().nullable().default(null),
  /** The authority of the parts' certificates (PEM); null unless started with --secure. */
  caFile: z.string().nullable().default(null),
  /** Pages that show traces, metrics, logs and alerts; null unless started with --observe. */
  observe: z
    .object({ traces: z.string(), metrics: z.string(), logs: z.string(), alerts: z.string() })
    .nullable()
    .default(null),
  databases: z.object({
    orders: z.string(),
    auth: z.string(),
    tickets: z.string(),
    payments: z.string(),
    expiration: z.string(),
    /** Empty in the file of an earlier release, which may still be running. */
    notifications: z.string().default(''),
    catalog: z.string().default(''),
    bookings: z.string().default(''),
    ops: z.string(),
  }),
});

/** What runs where, for tests and people. The file is replaced as a whole on every change. */
const Endpoints = z.object({
  state: z.enum(['starting', 'ready', 'incomplete', 'stopping']),
  startedAt: z.iso.datetime(),
  supervisor: z.object({ pid: z.number(), log: z.string() }),
  /** Whether it was started by `npm run dev`. */
  reloads: z.boolean().default(false),
  /** The page that shows what runs, with the token that opens it. */
  dashboard: z.string().nullable().default(null),
  addresses: Addresses,
  processes: z.array(Entry),
});

export type Endpoints = z.infer<typeof Endpoints>;
export type EndpointEntry = z.infer<typeof Entry>;
export type Addresses = z.infer<typeof Addresses>;

/**
 * Lets this process trust the authority of a stack's certificates beside the public ones; the programs that it starts do by
 * NODE_EXTRA_CA_CERTS. Without an authority it does nothing.
 */
export function trustAuthority({ caFile }: Pick<Addresses, 'caFile'>): void {
  if (!caFile) return;
  process.env.NODE_EXTRA_CA_CERTS = caFile;
  tls.setDefaultCACertificates([...new Set([...tls.getCACertificates('default'), readFileSync(caFile, 'utf8')])]);
}

/** The file that tells what runs in a home of `npm start`. */
export const endpointsFile = (home: string): string => join(home, 'endpoints.json');

/** @returns null when nothing was started in this home, or the file is malformed */
export function readEndpoints(home: string): Endpoints | null {
  try {
    return Endpoints.parse(JSON.parse(readFileSync(endpointsFile(home), 'utf8')));
  } catch {
    return null;
  }
}
