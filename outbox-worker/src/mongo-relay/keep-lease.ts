import { pause } from '@ticketing/common/backoff';
import type { Logger } from '@ticketing/common/log';
import { type Lease, leaseMs } from './lease.ts';

export interface KeptLease {
  /** The fencing token, or null while another relay is active or nobody knows. */
  token(): number | null;
  /** Resolves once the lease is held, or the signal is aborted. */
  whenHeld(signal: AbortSignal): Promise<void>;
  /** Somebody else was seen to have it. */
  lost(): void;
  /** Gives it back, so that another relay need not wait for its end. */
  stop(): Promise<void>;
}

const renewEveryMs = 1_500;
const standbyMs = 1_000;

/** Takes the lease as soon as it is free and renews it in the background, so that no event waits for a renewal. */
export function keepLease(lease: Lease, log: Logger): KeptLease {
  const stopping = new AbortController();
  let held: { token: number; until: number } | null = null;
  let announce = Promise.withResolvers<void>();

  const hold = (token: number | null, askedAt: number) => {
    if (token !== (held?.token ?? null))
      log.info({ token }, token === null ? 'another relay is active; standing by' : 'relay is active');
    // Counted from before the question: by the database's clock the lease lasts a little longer.
    held = token === null ? null : { token, until: askedAt + leaseMs };
    if (held) announce.resolve();
  };
  const current = () => (held && performance.now() < held.until ? held.token : null);

  const keep = async () => {
    while (!stopping.signal.aborted) {
      const askedAt = performance.now();
      try {
        hold(await lease.acquire(), askedAt);
      } catch (err) {
        log.warn({ err }, 'lease not renewed; will retry');
      }
      await pause(current() === null ? standbyMs : renewEveryMs, stopping.signal);
    }
  };
  const kept = keep();

  return {
    token: current,
    async whenHeld(signal) {
      if (current() !== null) return;
      announce = Promise.withResolvers();
      const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      await Promise.race([announce.promise, aborted]);
    },
    lost: () => {
      held = null;
    },
    async stop() {
      stopping.abort();
      await kept;
      await lease.release();
    },
  };
}
