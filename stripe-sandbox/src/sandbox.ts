import express from 'express';
import { type Logger, pino } from 'pino';
import type { Backoff } from './domain/backoff.ts';
import type { EventType } from './domain/event-types.ts';
import { createControlRouter } from './http/control/control-router.ts';
import { createFaults } from './http/faults.ts';
import { listen } from './http/server.ts';
import { createV1Router } from './http/v1-router.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import { prune } from './ledger/prune.ts';
import type { Transaction } from './ledger/transaction.ts';
import { newId } from './new-id.ts';
import type { Scope } from './use-cases/scope.ts';
import { startSettlements } from './use-cases/settlement-scheduler.ts';
import { isDeliveredTo, startWebhookDeliveries, type WebhookEndpoint } from './webhooks/deliver-webhooks.ts';

export interface SandboxOptions {
  /** 0 (the default) picks a free port. */
  port?: number;
  host?: string;
  /** Created if missing. One sandbox at a time. */
  ledgerDir: string;
  /** URL for browsers, for the challenge page; defaults to its own. */
  publicUrl?: string;
  webhookUrl?: string;
  /** Required with `webhookUrl`. */
  webhookSecret?: string;
  /** Types of events sent to the webhook, as in Stripe's `enabled_events`; all by default. */
  webhookEvents?: readonly ('*' | EventType)[];
  webhookBackoff?: Backoff;
  /** Delay added to every call under /v1. */
  latencyMs?: number;
  log?: Logger;
  /** Called when a disk write fails; must end the process. Throws by default. */
  onFailure?: (error: Error) => void;
}

export interface StripeSandbox {
  url: string;
  port: number;
  /** Sets a webhook endpoint that is known only after the start; earlier events are not sent to it. */
  setWebhook: (endpoint: WebhookEndpoint) => void;
  /** Finishes open requests, then closes the ledger. */
  stop: () => Promise<void>;
}

const pruneEveryMs = 60 * 60 * 1_000;
const defaultBackoff: Backoff = { baseMs: 500, capMs: 30_000 };

/** Starts the sandbox in this process. */
export async function startStripeSandbox(options: SandboxOptions): Promise<StripeSandbox> {
  const webhook = webhookOf(options);
  const ledger = openLedger({
    dir: options.ledgerDir,
    nowMs: Date.now,
    newId,
    onFailure: options.onFailure ?? rethrow,
  });
  try {
    await prune(ledger);
    return await serve(ledger, webhook, options);
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

async function serve(
  ledger: Ledger,
  initialWebhook: WebhookEndpoint | null,
  options: SandboxOptions,
): Promise<StripeSandbox> {
  const { host = '127.0.0.1', log = pino({ level: 'silent' }), latencyMs = 0 } = options;
  const nowMs = Date.now;
  const app = express();
  const server = await listen(app, options.port ?? 0, host);
  const url = `http://${host}:${server.port}`;
  const publicUrl = options.publicUrl ?? url;

  let webhook = initialWebhook;
  const scopeOf = (tx: Transaction): Scope => ({ tx, publicUrl, isDelivered: (type) => isDeliveredTo(webhook, type) });
  const get: Transaction['get'] = (table, id) => ledger.table(table).get(id);
  const shared = { ledger, scopeOf, shapeContext: { publicUrl, get }, nowMs, newId, log };
  const faults = createFaults(newId);
  const settlements = startSettlements(shared);
  const webhooks = startWebhookDeliveries({
    ...shared,
    endpoint: () => webhook,
    random: Math.random,
    backoff: options.webhookBackoff ?? defaultBackoff,
  });

  // The ledger itself reports a failed write.
  const pruning = setInterval(() => void prune(ledger).catch(() => undefined), pruneEveryMs);

  app.disable('x-powered-by').disable('etag').set('query parser', 'extended');
  app.get(['/livez', '/readyz'], (_req, res) => void res.json({ status: 'ok' }));
  // An ingress forwards requests with the path that the browser uses.
  const below = new URL(publicUrl).pathname.replace(/\/$/, '');
  const at = (path: string) => [path, `${below}${path}`];
  app.use(at('/v1'), createV1Router({ ...shared, faults, latencyMs }));
  app.use(at('/_sandbox'), createControlRouter({ ...shared, faults, webhooks, settlements }));

  return {
    url,
    port: server.port,
    setWebhook(endpoint) {
      webhook = endpoint;
      webhooks.resume();
    },
    async stop() {
      await server.close();
      clearInterval(pruning);
      settlements.stop();
      await webhooks.stop();
      await ledger.close();
    },
  };
}

function webhookOf({ webhookUrl, webhookSecret, webhookEvents }: SandboxOptions): WebhookEndpoint | null {
  if (!webhookUrl) return null;
  if (!webhookSecret) throw new Error('webhookSecret is required with webhookUrl');
  return { url: webhookUrl, secret: webhookSecret, ...(webhookEvents && { events: webhookEvents }) };
}

function rethrow(error: Error): never {
  throw error;
}
