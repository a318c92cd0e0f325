import type { Addresses as SystemAddresses } from '@ticketing/local/endpoints';

/** The addresses that the checker reads from. */
export type Addresses = Pick<SystemAddresses, 'brokers' | 'registry' | 'stripe'> & {
  databases: Omit<SystemAddresses['databases'], 'expiration' | 'ops'>;
};
