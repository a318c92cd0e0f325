import type { LiveStreams, RouteSpec } from '@ticketing/common/http';
import { operationsRoutes } from '@ticketing/common/operations';
import type { UseCases } from '../use-cases/index.ts';
import { deleteBookingsId } from './delete-bookings-id.ts';
import { getBookings } from './get-bookings.ts';
import { getBookingsCancellationsId } from './get-bookings-cancellations-id.ts';
import { getBookingsEvents } from './get-bookings-events.ts';
import { getBookingsId } from './get-bookings-id.ts';
import { getBookingsSagas } from './get-bookings-sagas.ts';
import { getBookingsSagasId } from './get-bookings-sagas-id.ts';
import { postBookings } from './post-bookings.ts';
import { postBookingsSagasIdCompensation } from './post-bookings-sagas-id-compensation.ts';
import { postBookingsSagasIdRetry } from './post-bookings-sagas-id-retry.ts';

export const routes = (useCases: UseCases, streams: LiveStreams): RouteSpec[] => [
  getBookings(useCases),
  postBookings(useCases),
  getBookingsEvents(useCases, streams),
  getBookingsCancellationsId(useCases),
  getBookingsSagas(useCases),
  getBookingsSagasId(useCases),
  postBookingsSagasIdRetry(useCases),
  postBookingsSagasIdCompensation(useCases),
  getBookingsId(useCases),
  deleteBookingsId(useCases),
  ...operationsRoutes(useCases),
];
