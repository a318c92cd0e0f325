import { resolve } from 'node:path';
import { readEndpoints, trustAuthority } from '@ticketing/common/endpoints';
import { usageError } from '../exit.ts';

const variables = {
  brokers: 'KAFKA_BROKERS',
  registry: 'SCHEMA_REGISTRY_URL',
  orders: 'ORDERS_DATABASE_URL',
  bookings: 'BOOKINGS_DATABASE_URL',
  auth: 'AUTH_MONGO_URI',
  tickets: 'TICKETS_MONGO_URI',
  catalog: 'CATALOG_MONGO_URI',
  payments: 'PAYMENTS_MONGO_URI',
  expiration: 'REDIS_URL',
} as const;

export type Place = keyof typeof variables;

/** The services that have an outbox. */
export const outboxSources = [
  'auth',
  'tickets',
  'catalog',
  'orders',
  'bookings',
  'payments',
] as const satisfies readonly Place[];
export type OutboxSource = (typeof outboxSources)[number];

/** Returns the address of a part. @throws CliError usage when it is unknown */
export type Places = (place: Place) => string;

const checkout = resolve(import.meta.dirname, '../../../..');

/** Finds the parts that a command reads directly: by environment variables, else in the stack of `npm start`. */
export function createPlaces(env: Readonly<Record<string, string | undefined>>): Places {
  let local: Partial<Record<Place, string>> | undefined;
  return (place) => {
    const given = env[variables[place]];
    if (given) return given;
    local ??= localPlaces(resolve(checkout, env.TICKETING_HOME || '.local'));
    const found = local[place];
    if (!found) throw usageError(`Set ${variables[place]}, or start the marketplace here with npm start`);
    return found;
  };
}

/** @returns nothing when no stack runs in this home */
function localPlaces(home: string): Partial<Record<Place, string>> {
  const addresses = readEndpoints(home)?.addresses;
  if (!addresses) return {};
  trustAuthority(addresses);
  return { ...addresses.databases, brokers: addresses.brokers.join(','), registry: addresses.registry };
}
