import type { Logger } from '../log/index.ts';
import { Gauge, type Registry } from '../metrics/index.ts';
import type { ConsumerStore } from './consumer-store.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import type { Subscriptions } from './subscription.ts';

export interface TransactionalOptions<Tx> {
  store: ConsumerStore<Tx>;
  subscriptions: Subscriptions<Tx>;
  log: Logger;
  metrics: Registry;
}

/** Applies events in the service's database: inbox, versions and parking. What `startConsuming` wants of a service. */
export function transactionally<Tx>({
  store,
  subscriptions,
  log,
  metrics,
}: TransactionalOptions<Tx>): Dispatcher['dispatch'] {
  watchParked(store, metrics);
  return createDispatcher(store, subscriptions, (err) => log.error({ err }, 'a parked event failed; it stays parked'))
    .dispatch;
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
