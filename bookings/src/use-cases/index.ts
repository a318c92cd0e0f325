import { postgresMessageRecords } from '@ticketing/common/postgres';
import type { Orchestrator } from '@ticketing/common/saga';
import { erasePassengers } from '../store/booking-store.ts';
import { type BookDeps, book } from './book.ts';
import { type CancelDeps, cancelBooking } from './cancel-booking.ts';
import { handleAnswers } from './handle-answers.ts';
import { compensateSaga, type OperateDeps, readSaga, readSagas, retrySaga } from './operate-sagas.ts';
import { listBookings, readBooking, readBookingsById, readLiveBookings } from './read-bookings.ts';
import { readOrderRecords } from './read-order-records.ts';
import { readCancellation, watchCancellations } from './watch-cancellations.ts';

/** What routes call. */
export const createUseCases = (deps: BookDeps & CancelDeps & OperateDeps) => ({
  book: book(deps),
  cancelBooking: cancelBooking(deps),
  readBooking: readBooking(deps),
  listBookings: listBookings(deps),
  readLiveBookings: readLiveBookings(deps),
  readBookingsById: readBookingsById(deps),
  readCancellation: readCancellation(deps),
  readSagas: readSagas(deps),
  readSaga: readSaga(deps),
  retrySaga: retrySaga(deps),
  compensateSaga: compensateSaga(deps),
  readOrderRecords: readOrderRecords(deps),
  findProcessed: postgresMessageRecords(deps.database).findProcessed,
});

/** What consumers call, in the transaction of the event. */
export const createConsumerUseCases = (deps: { orchestrator: Pick<Orchestrator, 'handleReplies' | 'start'> }) => ({
  handleAnswers: handleAnswers(deps),
  watchCancellations: watchCancellations(deps),
  erasePassengers,
});

export type UseCases = ReturnType<typeof createUseCases>;
export type ConsumerUseCases = ReturnType<typeof createConsumerUseCases>;
