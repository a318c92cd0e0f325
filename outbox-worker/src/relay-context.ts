import type { Messaging, ServiceContext } from '@ticketing/common/service';

/** Dependencies of both relays. */
export interface RelayContext
  extends Omit<Messaging, 'checkBroker'>,
    Pick<ServiceContext<unknown>, 'log' | 'metrics' | 'onStop'> {
  onPublished: (events: number) => void;
}
