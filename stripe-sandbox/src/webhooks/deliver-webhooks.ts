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
 * between sends it again. A delivery is
 *
 * - *scheduled*: in the ledger, with a timer until it is due;
 * - *queued*: due, and waiting for one of the {@link maxConcurrent} slots, the end of a hold, or an endpoint;
 * - *running*: being sent. After a failure it is scheduled again, until it is {@link giveUpAfterS} old;
 * - *gone*: delivered or abandoned, and removed from the ledger.
 */
export function startWebhookDeliveries(dependencies: Dependencies): WebhookDeliveries {
  return new Deliveries(dependencies).start();
}

class Deliveries implements WebhookDeliveries {
  readonly #deps: Dependencies;
  readonly #scheduled: ReturnType<typeof createDueTimers>;
  readonly #queued: string[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #mode: DeliveryMode = { copies: 1, isHeld: false };

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies;
    this.#scheduled = createDueTimers(dependencies.nowMs, (id) => {
      this.#queued.push(id);
      this.resume();
    });
  }

  start(): this {
    const { ledger } = this.#deps;
    for (const { id, dueAtMs } of ledger.table('delivery').rows()) this.#scheduled.set(id, dueAtMs);
    ledger.onDurable((changes) => {
      for (const { table, id, row } of changes) if (table === 'delivery' && row) this.#scheduled.set(id, row.dueAtMs);
    });
    return this;
  }

  mode(): DeliveryMode {
    return this.#mode;
  }

  setMode(changes: Partial<DeliveryMode>): void {
    this.#mode = { ...this.#mode, ...changes };
    this.resume();
  }

  resume(): void {
    while (this.#maySend()) {
      const id = this.#queued.shift();
      if (id === undefined) return;
      const attempt = this.#deliver(id).finally(() => {
        this.#running.delete(attempt);
        this.resume();
      });
      this.#running.add(attempt);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#scheduled.clearAll();
    await Promise.all(this.#running);
  }

  #maySend(): boolean {
    const isOpen = !this.#mode.isHeld && !this.#stopping.signal.aborted && this.#deps.endpoint() !== null;
    return isOpen && this.#running.size < maxConcurrent;
  }

  async #deliver(id: string): Promise<void> {
    const { ledger, endpoint, nowMs, log } = this.#deps;
    const delivery = ledger.table('delivery').get(id);
    const event = ledger.table('event').get(id);
    const target = endpoint();
    if (!delivery || !event || !target) return;
    const failure = await this.#sendCopies(target, event.body);
    if (this.#stopping.signal.aborted) return;
    if (failure && event.createdAt > nowMs() / 1000 - giveUpAfterS) return this.#retryLater(delivery, failure);
    if (failure) log.error({ eventId: id, type: event.type, failure }, 'webhook abandoned');
    ignoreWriteFailure(ledger.transact((tx) => tx.remove('delivery', id)).durable);
  }

  /** @returns the reason of a failure, or undefined after a 2xx */
  async #sendCopies(target: WebhookEndpoint, payload: string): Promise<string | undefined> {
    let failure: string | undefined;
    for (let copy = 0; copy < this.#mode.copies; copy += 1) failure = (await this.#send(target, payload)) ?? failure;
    return failure;
  }

  async #send({ url, secret }: WebhookEndpoint, payload: string): Promise<string | undefined> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signatureHeader(payload, secret, Math.floor(this.#deps.nowMs() / 1000)),
          'user-agent': 'stripe-sandbox/1.0 (webhooks)',
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(attemptTimeoutMs)]),
      });
      await response.arrayBuffer();
      return response.ok ? undefined : `HTTP ${response.status}`;
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      return cause?.code ?? (error instanceof Error ? error.name : 'unknown');
    }
  }

  #retryLater(delivery: Delivery, failure: string): void {
    const { ledger, nowMs, random, backoff, log } = this.#deps;
    const failedAttempts = delivery.failedAttempts + 1;
    const retryInMs = backoffMs(failedAttempts, backoff, random());
    log.warn({ eventId: delivery.id, attempt: failedAttempts, retryInMs, failure }, 'webhook failed; will retry');
    const next = { ...delivery, failedAttempts, dueAtMs: nowMs() + retryInMs };
    ignoreWriteFailure(ledger.transact((tx) => tx.put('delivery', next)).durable);
  }
}

/** A delivery's state may be lost in a crash (it is sent again); the ledger reports a failed write. */
const ignoreWriteFailure = (durable: Promise<void>): void => {
  durable.catch(() => undefined);
};
