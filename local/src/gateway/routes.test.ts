import { expect, it } from '@jest/globals';
import { upstreamFor } from './routes.ts';

it.each([
  ['/api/users/signin', 'auth'],
  ['/api/tickets', 'tickets'],
  ['/api/tickets?limit=10', 'tickets'],
  ['/api/tickets/abc', 'tickets'],
  ['/api/places?q=lo', 'catalog'],
  ['/api/organisers/mine', 'catalog'],
  ['/api/venues/1/seat-map', 'catalog'],
  ['/api/performances', 'catalog'],
  ['/api/schedules/mine', 'catalog'],
  ['/api/orders/1', 'orders'],
  ['/api/bookings/1', 'bookings'],
  ['/api/payments', 'payments'],
  ['/api/ops/letters?limit=10', 'ops'],
  ['/', 'client'],
  ['/api', 'client'],
  ['/api/openapi.json', 'client'],
  ['/api/ticketsandmore', 'client'],
  ['/tickets/api/orders', 'client'],
  // What services answer each other (ADR 45) leads nowhere.
  ['/operations/orders/1', 'client'],
  ['/operations/inbox?eventIds=1', 'client'],
])('sends %s to %s', (target, upstream) => {
  expect(upstreamFor(target)).toBe(upstream);
});
