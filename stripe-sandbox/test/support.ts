import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { type SandboxOptions, type StripeSandbox, startStripeSandbox } from '../src/index.ts';

export const WEBHOOK_SECRET = 'whsec_test';

export interface TestBed {
  sandbox: StripeSandbox;
  stripe: Stripe;
  ledgerDir: string;
  close: () => Promise<void>;
}

export const stripeClient = (
  port: number,
  options: Partial<Stripe.StripeConfig> = {},
  key = 'sk_test_sandbox',
): Stripe =>
  new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, telemetry: false, ...options });

export async function givenSandbox(options: Partial<SandboxOptions> = {}): Promise<TestBed> {
  const ledgerDir = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'));
  const sandbox = await startStripeSandbox({ ledgerDir, webhookBackoff: { baseMs: 5, capMs: 20 }, ...options });
  return {
    sandbox,
    ledgerDir,
    stripe: stripeClient(sandbox.port),
    async close() {
      await sandbox.stop();
      await rm(ledgerDir, { recursive: true });
    },
  };
}

/** Calls the control API. */
export async function control(url: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${url}/_sandbox${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

/** Polls a condition; the test's own timeout is the limit. */
export async function eventually<T>(read: () => Promise<T> | T, isMet: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isMet(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Returns the error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the call did not fail');
}

export const newIntentParams = (changes: Partial<Stripe.PaymentIntentCreateParams> = {}) => ({
  amount: 1999,
  currency: 'usd',
  payment_method_types: ['card'],
  metadata: { orderId: 'order-1', attempt: '1' },
  ...changes,
});

export async function methodOf(stripe: Stripe, token: string): Promise<string> {
  const { id } = await stripe.paymentMethods.create({ type: 'card', card: { token } });
  return id;
}

/** Creates and confirms like the payments service. */
export async function pay(stripe: Stripe, token: string, orderId = 'order-1'): Promise<Stripe.PaymentIntent> {
  const intent = await stripe.paymentIntents.create(newIntentParams({ metadata: { orderId, attempt: '1' } }));
  return stripe.paymentIntents.confirm(intent.id, { payment_method: await methodOf(stripe, token) });
}

interface Received {
  headers: IncomingHttpHeaders;
  payload: string;
}
export interface WebhookReceiver {
  url: string;
  received: Received[];
  /** Each delivery gets the next status; 200 when none is left. */
  statuses: number[];
  close: () => Promise<void>;
}

export async function givenWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((req, res) => {
    let payload = '';
    req.setEncoding('utf8').on('data', (chunk: string) => {
      payload += chunk;
    });
    req.on('end', () => {
      received.push({ headers: req.headers, payload });
      res.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    statuses,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
