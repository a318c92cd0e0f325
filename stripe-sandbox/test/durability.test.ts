import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type Stripe from 'stripe';
import {
  control,
  eventually,
  givenWebhookReceiver,
  newIntentParams,
  pay,
  stripeClient,
  WEBHOOK_SECRET,
} from './support.ts';

// Each test starts one or two processes, which takes seconds on two cores shared with a whole stack.
jest.setTimeout(60_000);

const mainFile = join(import.meta.dirname, '../src/main.ts');

/** Responses until the kill; the other buyers' calls are in flight then. */
const killedAfter = 100;

interface Running {
  child: ChildProcess;
  port: number;
  url: string;
  stripe: Stripe;
}

let ledgerDir: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  ledgerDir = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((child) => end(child, 'SIGKILL')));
  await rm(ledgerDir, { recursive: true });
});

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  await once(child, 'exit');
  return child.exitCode;
}

/** Starts the program like `npm start`; ready when it logs its address. */
async function start(env: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [mainFile], {
    env: { PORT: '0', LEDGER_DIR: ledgerDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (!url) continue;
    child.stdout.resume();
    const port = Number(new URL(url).port);
    return { child, port, url, stripe: stripeClient(port) };
  }
  throw new Error(`the sandbox ended with ${child.exitCode} before it listened`);
}

describe('kill -9', () => {
  it('loses nothing that was answered, and a retry with the same key charges once', async () => {
    const before = await start();
    const answered = new Map<string, string>();
    const orderIds = Array.from({ length: 300 }, (_, index) => `order-${index}`);
    const payOrder = async ({ stripe }: Running, orderId: string): Promise<void> => {
      const params = newIntentParams({ metadata: { orderId }, payment_method: 'pm_card_visa', confirm: true });
      const { id } = await stripe.paymentIntents.create(params, { idempotencyKey: `${orderId}:1` });
      const known = answered.get(orderId);
      if (known) expect(id).toBe(known);
      answered.set(orderId, id);
    };

    const todo = [...orderIds];
    const buyer = async (): Promise<void> => {
      for (let orderId = todo.pop(); orderId; orderId = todo.pop()) {
        await payOrder(before, orderId).catch(() => undefined);
        if (answered.size === killedAfter) before.child.kill('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 10 }, buyer));
    await end(before.child, 'SIGKILL');
    expect(answered.size).toBeLessThan(orderIds.length);

    const after = await start();
    for (const id of answered.values()) {
      expect(await after.stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded' });
    }
    await Promise.all(orderIds.map((orderId) => payOrder(after, orderId)));
    const { netByOrderId } = (await control(after.url, 'GET', '/ledger')) as { netByOrderId: object };
    expect(netByOrderId).toEqual(
      Object.fromEntries(
        orderIds.map((orderId) => [orderId, { chargedMinor: 1999, refundedMinor: 0, netMinor: 1999, charges: 1 }]),
      ),
    );
  });

  it('loses neither late settlements nor webhooks', async () => {
    const receiver = await givenWebhookReceiver();
    try {
      const env = { WEBHOOK_URL: receiver.url, WEBHOOK_SECRET };
      const before = await start(env);
      await control(before.url, 'PATCH', '/webhooks', { isHeld: true });
      const { id } = await pay(before.stripe, 'tok_sandbox_processing_1s');
      await end(before.child, 'SIGKILL');
      expect(receiver.received).toEqual([]);

      const after = await start(env);
      await eventually(
        () => after.stripe.paymentIntents.retrieve(id),
        ({ status }) => status === 'succeeded',
      );
      const expected = [
        'payment_intent.created',
        'payment_intent.processing',
        'payment_intent.succeeded',
        'charge.succeeded',
      ];
      await eventually(
        () => receiver.received.map(({ payload }) => (JSON.parse(payload) as Stripe.Event).type),
        (types) => expected.every((type) => types.some((received) => received === type)),
      );
    } finally {
      await receiver.close();
    }
  });
});

describe('the program', () => {
  it('exits with 0 on SIGTERM, after finishing open requests', async () => {
    const { child, stripe, url } = await start();
    const slow = { method: 'POST', path: '/v1/payment_intents', action: 'delay_before_execution', delayMs: 300 };
    await control(url, 'POST', '/faults', slow);
    const begun = stripe.paymentIntents.create(newIntentParams());
    await eventually(
      () => control(url, 'GET', '/faults') as Promise<{ faults: object[] }>,
      ({ faults }) => faults.length === 0,
    );
    const exit = end(child, 'SIGTERM');
    expect(await begun).toMatchObject({ object: 'payment_intent' });
    expect(await exit).toBe(0);
  });

  it('exits with 1 and names the problems when misconfigured', async () => {
    const child = spawn(process.execPath, [mainFile], { env: { PORT: 'x' }, stdio: ['ignore', 'ignore', 'pipe'] });
    started.push(child);
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(errors).toMatch(/PORT: [\s\S]*LEDGER_DIR: is required/);
  });
});
