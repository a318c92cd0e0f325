import type { RouteSpec } from '@ticketing/common/http';
import { routes as authRoutes } from '../../auth/src/http/routes.ts';
import { routes as bookingsRoutes } from '../../bookings/src/http/routes.ts';
import { routes as catalogRoutes } from '../../catalog/src/http/routes.ts';
import { routes as opsRoutes } from '../../ops/src/http/routes.ts';
import { routes as ordersRoutes } from '../../orders/src/http/routes.ts';
import { routes as paymentsRoutes } from '../../payments/src/http/routes.ts';
import { routes as ticketsRoutes } from '../../tickets/src/http/routes.ts';

/** Only handlers use what a service passes to its routes, and no handler is called here. */
const unused = {} as never;

export const routesByService: Readonly<Record<string, RouteSpec[]>> = {
  auth: authRoutes(unused),
  tickets: ticketsRoutes(unused, unused),
  catalog: catalogRoutes(unused),
  orders: ordersRoutes(unused, unused, unused, unused),
  bookings: bookingsRoutes(unused, unused),
  payments: paymentsRoutes(unused, unused),
  ops: opsRoutes(unused),
};
