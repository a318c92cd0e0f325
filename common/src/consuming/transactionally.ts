import type { Logger } from '../log/index.ts';
import { Gauge, type Registry } from '../metrics/index.ts';
import type { Applier } from './applier.ts';
import type { ConsumerStore } from './consumer-store.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Subscriptions } from './subscription.ts';

export interface TransactionalOptions<Tx> {
  store: ConsumerStore<Tx>;
  subscriptions: Subscriptions<Tx>;
  log: Logger;
  metrics: Registry;
}

/** A predecessor is on its way for seconds; one that is missing for longer was lost or dead-lettered. */
const alarmAfterMs = 60_000;

/** Applies events in the service's database: inbox, versions and parking. What `startConsuming` wants of a service. */
export function transactionally<Tx>({ store, subscriptions, log, metrics }: TransactionalOptions<Tx>): Applier {
  watchParked(store, metrics);
  const dispatcher = createDispatcher(store, subscriptions);
  let toldAt = 0;
  /** Once a minute, so that it is seen and does not fill the log. */
  const alarm = async () => {
    if (Date.now() - toldAt < alarmAfterMs) return;
    const { count, oldestAt } = await store.parkedStatus();
    if (!oldestAt || Date.now() - oldestAt.getTime() < alarmAfterMs) return;
    toldAt = Date.now();
    log.error({ parked: count, oldestAt }, 'parked events wait for a predecessor that does not come');
  };
  return {
    ...dispatcher,
    handling: store.handling,
    async releaseParked(onFailure) {
      await dispatcher.releaseParked(onFailure);
      await alarm();
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
    help: 'Events that wait for a predecessor',
    registers: [metrics],
    async collect() {
      const { count, oldestAt } = await store.parkedStatus();
      this.set(count);
      age.set(oldestAt ? (Date.now() - oldestAt.getTime()) / 1000 : 0);
    },
  });
}
