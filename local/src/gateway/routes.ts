export const upstreamNames = ['auth', 'tickets', 'catalog', 'orders', 'bookings', 'payments', 'ops', 'client'] as const;
export type UpstreamName = (typeof upstreamNames)[number];

/** The same table as the ingress has in a cluster; everything else is the client's. */
const prefixes: readonly (readonly [string, UpstreamName])[] = [
  ['/api/users', 'auth'],
  ['/api/tickets', 'tickets'],
  ['/api/places', 'catalog'],
  ['/api/organisers', 'catalog'],
  ['/api/venues', 'catalog'],
  ['/api/performances', 'catalog'],
  ['/api/schedules', 'catalog'],
  ['/api/orders', 'orders'],
  ['/api/bookings', 'bookings'],
  ['/api/payments', 'payments'],
  ['/api/ops', 'ops'],
];

/** Who answers a request. Prefixes match whole path segments: /api/usersettings is not auth's. */
export function upstreamFor(requestTarget: string): UpstreamName {
  const path = requestTarget.split(/[?#]/, 1)[0] ?? '/';
  const match = prefixes.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  return match ? match[1] : 'client';
}
