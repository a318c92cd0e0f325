import type { OrderRecords, RecordedRow, RecordsOf } from '@ticketing/common/operations';
import { postgresMessageRecords, sqlOf } from '@ticketing/common/postgres';
import { listSagas, type SagaSummary } from '@ticketing/common/saga';
import { bookJourneyName } from '../domain/book-journey.ts';
import type { Database } from '../store/database.ts';

/** Reads what this service keeps about an order, for operators: the saga of its booking. Null for none. */
export const readOrderRecords =
  ({ database }: { database: Database }) =>
  async ({ orderId }: Pick<RecordsOf, 'orderId'>): Promise<OrderRecords | null> => {
    const [saga] = await listSagas(sqlOf(database), { definition: bookJourneyName, search: orderId, limit: 1 });
    if (!saga) return null;
    const written = await postgresMessageRecords(database).written([saga.id], saga.createdAt);
    // Nothing that bookings consumes about orders has versions.
    return { state: saga.status, rows: [sagaRow(saga)], written, parked: [] };
  };

const sagaRow = ({ id, ...fields }: SagaSummary): RecordedRow => ({ kind: 'sagas', id, fields: { ...fields } });
