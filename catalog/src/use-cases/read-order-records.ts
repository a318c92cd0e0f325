import { mongoMessageRecords, withoutPayload } from '@ticketing/common/mongo';
import type { OrderRecords, RecordedRow, RecordsOf } from '@ticketing/common/operations';
import { type ManifestEntry, placesOf, stateOf } from '../domain/manifest.ts';
import type { Refund } from '../domain/refund.ts';
import type { CatalogDeps } from './deps.ts';

/** Reads what this service keeps about an order, for operators; null for none. The reads are no snapshot. */
export const readOrderRecords =
  ({ connection, manifest, refunds }: Pick<CatalogDeps, 'connection' | 'manifest' | 'refunds'>) =>
  async ({ orderId }: Pick<RecordsOf, 'orderId'>): Promise<OrderRecords | null> => {
    const [entries, asked] = await Promise.all([manifest.findOfOrder(orderId), refunds.findOfOrder(orderId)]);
    const [entry] = entries;
    const [refund] = asked;
    if (!entry && !refund) return null;
    const written = await mongoMessageRecords(connection).written(asked.map(({ id }) => `refund:${id}`));
    return {
      state: entry ? stateOf(entry) : `refund ${refund?.state}`,
      rows: [...entries.map(entryRow), ...asked.map(refundRow)],
      written: written.map(withoutPayload),
      // Nothing that catalog consumes about orders has versions.
      parked: [],
    };
  };

/** Without ticket numbers, which admit whoever has them. */
const entryRow = (entry: ManifestEntry): RecordedRow => ({
  kind: 'manifest',
  id: entry.id,
  fields: {
    ...{ state: stateOf(entry), step: entry.step, performanceId: entry.party?.performanceId ?? null },
    ...{ seatIds: placesOf(entry).map(({ seatId, sectionId }) => seatId ?? sectionId) },
    ...{ tickets: entry.ticketNumbers.length, issuedAt: entry.issuedAt },
  },
});

/** Without the reason in an organiser's words, which may say something about a person. */
const refundRow = ({ id, orderId: _, reason: _reason, ...fields }: Refund): RecordedRow => ({
  ...{ kind: 'refunds', id, fields },
});
