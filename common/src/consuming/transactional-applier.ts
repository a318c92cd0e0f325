import type { Logger } from '../log/index.ts';
import { Gauge, type Registry } from '../metrics/index.ts';
import type { Applier } from './applier.ts';
import type { ConsumerStore } from './consumer-store.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Subscriptions } from './subscription.ts';

export interface TransactionalApplierOptions<Tx> {
  store: ConsumerStore<Tx>;
  subscriptions: Subscriptions<Tx>;
  log: Logger;
  metrics: Registry;
}

/** A predecessor normally arrives within seconds; one that is missing for longer was lost or dead-lettered. */
const alertAfterMs = 60_000;
const checkEveryMs = 10_000;

/** Creates the {@link Applier} of a service with a database: inbox, versions and parking. */
export function transactionalApplier<Tx>({
  store,
  subscriptions,
  log,
  metrics,
}: TransactionalApplierOptions<Tx>): Applier {
  watchParked(store, metrics);
  const dispatcher = createDispatcher(store, subscriptions);
  let nextCheckAt = 0;
  const alertOnStuckEvents = async () => {
    if (Date.now() < nextCheckAt) return;
    const { count, oldestAt } = await store.parkedStatus();
    const isStuck = oldestAt !== null && Date.now() - oldestAt.getTime() >= alertAfterMs;
    // At most once a minute, so that the log is not flooded.
    nextCheckAt = Date.now() + (isStuck ? alertAfterMs : checkEveryMs);
    if (!isStuck) return;
    log.error({ parked: count, oldestAt }, 'parked events are waiting for a missing predecessor');
  };
  return {
    ...dispatcher,
    inFlightMarkers: store.inFlightMarkers,
    async releaseParked(onFailure) {
      await dispatcher.releaseParked(onFailure);
      await alertOnStuckEvents();
    },
  };
}

function watchParked<Tx>(store: ConsumerStore<Tx>, metrics: Registry): void {
  const age = new Gauge({
    name: 'consumer_parked_oldest_age_seconds',
    help: 'Age of the oldest parked event',
    registers: [metrics],
  });
  new Gauge({
    name: 'consumer_parked_events',
    help: 'Events waiting for a predecessor',
    registers: [metrics],
    async collect() {
      const { count, oldestAt } = await store.parkedStatus();
      this.set(count);
      age.set(oldestAt ? (Date.now() - oldestAt.getTime()) / 1000 : 0);
    },
  });
}
