import type pg from 'pg';
import type { Addresses } from '../addresses.ts';
import type { ListingRow, OrderRow, OrderSeatRow, StandingAreaRow } from '../observation.ts';
import { readAll, readMechanism, withSnapshot } from './read-postgres.ts';

export const readOrders = ({ databases }: Addresses) =>
  withSnapshot(databases.orders, async (client) => {
    const all = <Row extends pg.QueryResultRow>(sql: string) => readAll<Row>(client, sql);
    const orders = await all<OrderRow>(`
      SELECT id::text, user_id AS "userId", ticket_id AS "ticketId",
             party || jsonb_build_object('performanceId', performance_id) AS party, price_minor AS "priceMinor", currency, reservation,
             status, version, expires_at AS "expiresAt", payment_id AS "paymentId", refund_amount_minor AS "refundAmountMinor",
             saga_id AS "sagaId", reductions
      FROM orders`);
    const orderSeats = await all<OrderSeatRow>(
      `SELECT order_id::text AS "orderId", performance_id AS "performanceId", seat_id AS "seatId", is_live AS "isLive"
       FROM order_seats`,
    );
    const standingAreas = await all<StandingAreaRow>(
      'SELECT performance_id AS "performanceId", section_id AS "sectionId", quota, taken FROM standing_areas',
    );
    const listings = await all<ListingRow>(
      `SELECT id, user_id AS "userId", title, price_minor AS "priceMinor", currency, reservation,
              is_withdrawn AS "isWithdrawn" FROM tickets`,
    );
    return { orders, orderSeats, standingAreas, listings, ...(await readMechanism(client, 'orders')) };
  });
