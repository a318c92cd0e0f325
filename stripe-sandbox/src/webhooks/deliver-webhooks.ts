import type { Logger } from 'pino';
import { type Backoff, backoffMs } from '../domain/backoff.ts';
import type { EventType } from '../domain/event-types.ts';
import { createDueTimers } from '../ledger/due-timers.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Delivery } from '../ledger/tables.ts';
import { signatureHeader } from './signature.ts';

export interface WebhookEndpoint {
  url: string;
  secret: string;
  /** Types of events to send; all by default. */
  events?: readonly ('*' | EventType)[];
}

/** Whether an endpoint receives events of a type. */
export const isDeliveredTo = (endpoint: WebhookEndpoint | null, type: EventType): boolean =>
  endpoint !== null && (endpoint.events?.some((wanted) => wanted === '*' || wanted === type) ?? true);

export interface DeliveryMode {
  copies: 1 | 2;
  isHeld: boolean;
}

export interface WebhookDeliveries {
  mode: () => DeliveryMode;
  /** Releasing the hold sends held deliveries. */
  setMode: (mode: Partial<DeliveryMode>) => void;
  /** Sends deliveries that waited for an endpoint. */
  resume: () => void;
  stop: () => Promise<void>;
}

interface Dependencies {
  ledger: Ledger;
  endpoint: () => WebhookEndpoint | null;
  nowMs: () => number;
  random: () => number;
  backoff: Backoff;
  log: Logger;
}

const attemptTimeoutMs = 10_000;
const maxConcurrent = 16;
/** Stripe gives up after three days, and so does the sandbox. */
const giveUpAfterS = 3 * 24 * 3600;

/**
 * Delivers webhooks at least once, in any order: a delivery is removed from the ledger only after a 2xx, and a crash in
 * between sends it again.
 */
export function startWebhookDeliveries(dependencies: Dependencies): WebhookDeliveries {
  const { ledger, endpoint, nowMs, random, backoff, log } = dependencies;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const queue: string[] = [];
  let mode: DeliveryMode = { copies: 1, isHeld: false };

  const timers = createDueTimers(nowMs, (id) => {
    queue.push(id);
    pump();
  });

  function pump(): void {
    while (!mode.isHeld && !stopping.signal.aborted && endpoint() && running.size < maxConcurrent) {
      const id = queue.shift();
      if (id === undefined) return;
      const attempt = deliver(id).finally(() => {
        running.delete(attempt);
        pump();
      });
      running.add(attempt);
    }
  }

  async function deliver(id: string): Promise<void> {
    const delivery = ledger.table('delivery').get(id);
    const event = ledger.table('event').get(id);
    const target = endpoint();
    if (!delivery || !event || !target) return;
    const failure = await sendCopies(target, event.body);
    if (stopping.signal.aborted) return;
    if (failure && event.createdAt > nowMs() / 1000 - giveUpAfterS) return retryLater(delivery, failure);
    if (failure) log.error({ eventId: id, type: event.type, failure }, 'webhook abandoned');
    ignoreWriteFailure(ledger.transact((tx) => tx.remove('delivery', id)).durable);
  }

  /** @returns the reason of a failure, or undefined after a 2xx */
  async function sendCopies(target: WebhookEndpoint, payload: string): Promise<string | undefined> {
    let failure: string | undefined;
    for (let copy = 0; copy < mode.copies; copy += 1) failure = (await send(target, payload)) ?? failure;
    return failure;
  }

  async function send({ url, secret }: WebhookEndpoint, payload: string): Promise<string | undefined> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signatureHeader(payload, secret, Math.floor(nowMs() / 1000)),
          'user-agent': 'stripe-sandbox/1.0 (webhooks)',
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(attemptTimeoutMs)]),
      });
      await response.arrayBuffer();
      return response.ok ? undefined : `HTTP ${response.status}`;
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      return cause?.code ?? (error instanceof Error ? error.name : 'unknown');
    }
  }

  function retryLater(delivery: Delivery, failure: string): void {
    const failedAttempts = delivery.failedAttempts + 1;
    const retryInMs = backoffMs(failedAttempts, backoff, random());
    log.warn({ eventId: delivery.id, attempt: failedAttempts, retryInMs, failure }, 'webhook failed; will retry');
    const next = { ...delivery, failedAttempts, dueAtMs: nowMs() + retryInMs };
    ignoreWriteFailure(ledger.transact((tx) => tx.put('delivery', next)).durable);
  }

  for (const { id, dueAtMs } of ledger.table('delivery').rows()) timers.set(id, dueAtMs);
  ledger.onDurable((changes) => {
    for (const { table, id, row } of changes) if (table === 'delivery' && row) timers.set(id, row.dueAtMs);
  });

  return {
    mode: () => mode,
    setMode(changes) {
      mode = { ...mode, ...changes };
      pump();
    },
    resume: pump,
    async stop() {
      stopping.abort();
      timers.clearAll();
      await Promise.all(running);
    },
  };
}

/** A delivery's state may be lost in a crash (it is sent again); the ledger reports a failed write. */
const ignoreWriteFailure = (durable: Promise<void>): void => {
  durable.catch(() => undefined);
};
