import type { Addresses as SystemAddresses } from '@ticketing/local/endpoints';

/** What the checker asks of a running system. */
export type Addresses = Pick<SystemAddresses, 'brokers' | 'registry' | 'stripe'> & {
  databases: Omit<SystemAddresses['databases'], 'expiration' | 'ops'>;
};
