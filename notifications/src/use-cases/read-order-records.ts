import { type Connection, mongoMessageRecords } from '@ticketing/common/mongo';
import type { OrderRecords, RecordedRow, RecordsOf } from '@ticketing/common/operations';
import type { Order } from '../domain/order.ts';
import type { OrderMails, RecordedMail } from '../store/order-mails.ts';
import type { OrderStore } from '../store/order-store.ts';

export interface RecordsDeps {
  connection: Connection;
  orders: Pick<OrderStore, 'findAll'>;
  mails: OrderMails;
}

/** Reads what this service keeps about an order, for operators: whom it tells what, without addresses. Null for none. */
export const readOrderRecords =
  ({ connection, orders, mails }: RecordsDeps) =>
  async ({ orderId }: Pick<RecordsOf, 'orderId'>): Promise<OrderRecords | null> => {
    const [found, sent] = await Promise.all([orders.findAll([orderId]), mails.findByOrder(orderId)]);
    const order = found.get(orderId);
    if (!order && sent.length === 0) return null;
    const parked = await mongoMessageRecords(connection).parked([`order:${orderId}`]);
    const rows = [...(order ? [orderRow(order)] : []), ...sent.map(mailRow)];
    return { state: stateOf(sent), rows, written: [], parked };
  };

/** The worst that happened to its mails. */
function stateOf(mails: readonly RecordedMail[]): string {
  const worst = (['failed', 'due', 'sent', 'skipped'] as const).find((status) =>
    mails.some((mail) => mail.status === status),
  );
  return worst ? `mail ${worst}` : 'no mail';
}

const orderRow = ({ id, ...fields }: Order): RecordedRow => ({ kind: 'orders', id, fields: { ...fields } });
const mailRow = ({ id, ...fields }: RecordedMail): RecordedRow => ({ kind: 'mails', id, fields: { ...fields } });
