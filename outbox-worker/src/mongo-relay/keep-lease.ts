import { pause } from '@ticketing/common/backoff';
import type { Logger } from '@ticketing/common/log';
import { type Lease, leaseMs } from './lease.ts';

export interface KeptLease {
  /** The fencing token; null while another relay is active or the state is unknown. */
  token(): number | null;
  /** Resolves once the lease is held or the signal is aborted. */
  whenHeld(signal: AbortSignal): Promise<void>;
  /** Records that another relay has taken the lease. */
  markLost(): void;
  /** Releases the lease, so that another relay need not wait for its expiry. */
  stop(): Promise<void>;
}

const renewEveryMs = 1_500;
const standbyMs = 1_000;

/** Acquires the lease as soon as it is free and renews it in the background, so that no event waits for a renewal. */
export function keepLease(lease: Lease, log: Logger): KeptLease {
  const stopping = new AbortController();
  let held: { token: number; until: number } | null = null;
  let announce = Promise.withResolvers<void>();

  const hold = (token: number | null, requestedAt: number) => {
    if (token !== (held?.token ?? null))
      log.info({ token }, token === null ? 'another relay is active; standing by' : 'relay is active');
    // Measured from before the request, so the lease ends here no later than by the database's clock.
    held = token === null ? null : { token, until: requestedAt + leaseMs };
    if (held) announce.resolve();
  };
  const current = () => (held && performance.now() < held.until ? held.token : null);

  const keep = async () => {
    while (!stopping.signal.aborted) {
      const requestedAt = performance.now();
      try {
        hold(await lease.acquire(), requestedAt);
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
    markLost: () => {
      held = null;
    },
    async stop() {
      stopping.abort();
      await kept;
      await lease.release();
    },
  };
}
