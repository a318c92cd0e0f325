import type { Messaging, ServiceContext } from '@ticketing/common/service';

/** What both relays are built of. */
export interface RelayContext
  extends Omit<Messaging, 'checkBroker'>,
    Pick<ServiceContext<unknown>, 'log' | 'metrics' | 'onStop'> {
  onPublished: (events: number) => void;
}
