import type { LiveStreams, RouteSpec } from '@ticketing/common/http';
import { operationsRoutes } from '@ticketing/common/operations';
import type { ReservationStatements } from '@ticketing/common/reservations';
import type { UseCases } from '../use-cases/index.ts';
import { deleteOrdersId } from './delete-orders-id.ts';
import { deleteOrdersPerformancesIdWaiting } from './delete-orders-performances-id-waiting.ts';
import { getOrders } from './get-orders.ts';
import { getOrdersEvents } from './get-orders-events.ts';
import { getOrdersId } from './get-orders-id.ts';
import { getOrdersPerformances } from './get-orders-performances.ts';
import { getOrdersPerformancesIdSeats } from './get-orders-performances-id-seats.ts';
import { getOrdersPerformancesIdWaiting } from './get-orders-performances-id-waiting.ts';
import { getOrdersTerms } from './get-orders-terms.ts';
import { postOrders } from './post-orders.ts';
import { postOrdersIdRelease } from './post-orders-id-release.ts';
import { postOrdersPerformancesIdWaiting } from './post-orders-performances-id-waiting.ts';

export const routes = (
  useCases: UseCases,
  streams: LiveStreams,
  statements: Pick<ReservationStatements, 'sign'>,
  ttlSeconds: number,
): RouteSpec[] => [
  getOrders(useCases),
  postOrders(useCases, statements),
  getOrdersEvents(useCases, streams),
  getOrdersPerformances(useCases),
  getOrdersPerformancesIdSeats(useCases),
  getOrdersPerformancesIdWaiting(useCases),
  postOrdersPerformancesIdWaiting(useCases),
  deleteOrdersPerformancesIdWaiting(useCases),
  getOrdersTerms({ reservationSeconds: ttlSeconds }),
  getOrdersId(useCases),
  deleteOrdersId(useCases),
  postOrdersIdRelease(useCases),
  ...operationsRoutes(useCases),
];
