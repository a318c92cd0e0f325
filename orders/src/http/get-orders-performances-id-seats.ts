import { createHash } from 'node:crypto';
import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { PlannedRow } from '../domain/seat-plan.ts';
import type { SeatView } from '../store/seat-views.ts';
import type { UseCases } from '../use-cases/index.ts';

const seatsResponse = z
  .object({
    performanceId: z.string(),
    status: z.enum(['on_sale', 'not_yet', 'over', 'closed', 'cancelled']),
    seats: z.record(z.string(), z.record(z.string(), z.string())).meta({
      description: 'Section → row → a character per seat, in the order of the seat map: 1 free, 0 not available',
    }),
    standing: z.record(z.string(), z.int()).meta({ description: 'Section → free places' }),
  })
  .meta({ id: 'FreeSeats' });

/** GET /api/orders/performances/:id/seats → 200 | 304 | 404 */
export const getOrdersPerformancesIdSeats = ({ readSeats }: Pick<UseCases, 'readSeats'>) =>
  defineRoute({
    method: 'get',
    path: '/api/orders/performances/:id/seats',
    operationId: 'readFreeSeats',
    summary: 'Which places of an event are free',
    access: 'public',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'The free places, at most a moment old', schema: seatsResponse },
      304: { description: 'Nothing has changed since the answer with this ETag' },
      404: { description: 'No such event' },
    },
    handler: async ({ params, headers }) => {
      const { body, etag } = rendered(await readSeats({ performanceId: params.id }));
      const caching = { ETag: etag, 'Cache-Control': 'no-cache' };
      return headers['if-none-match'] === etag ? reply(304, undefined, caching) : reply(200, body, caching);
    },
  });

interface Rendered {
  body: z.infer<typeof seatsResponse>;
  etag: string;
}
const renderedViews = new WeakMap<SeatView, Rendered>();

/** Renders a view once for all requests that it serves. */
function rendered(view: SeatView): Rendered {
  const known = renderedViews.get(view);
  if (known) return known;
  const { performance, saleState: status, isTaken, freeStanding } = view;
  const charactersOf = ({ seats: ofRow }: PlannedRow) => ofRow.map((seat) => (isTaken(seat) ? '0' : '1')).join('');
  // Own properties, whatever an organiser calls a section: one may be named like what every object inherits.
  const seats = Object.fromEntries(
    [...Map.groupBy(performance.plan.rows, ({ sectionId }) => sectionId)].map(([sectionId, rows]) => [
      sectionId,
      Object.fromEntries(rows.map((row) => [row.label, charactersOf(row)])),
    ]),
  );
  const standing = Object.fromEntries(
    performance.plan.areas.map(({ sectionId }) => [sectionId, freeStanding(sectionId)]),
  );
  const body = { performanceId: performance.id, status, seats, standing };
  const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
  renderedViews.set(view, { body, etag });
  return { body, etag };
}
