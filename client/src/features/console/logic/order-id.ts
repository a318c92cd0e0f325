const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Topics whose key is an order's id. */
const keyedByOrder =
  /^(orders\.(order|refund)|catalog\.refund|payments\.payment|expiration\.expiration)\.[a-z]+\.v\d+(\.|$)/;

/** Where an order is looked up. */
export const ordersPath = '/ops/orders';
export const orderViewPath = (orderId: string): string => `${ordersPath}/${encodeURIComponent(orderId)}`;

/** Returns the order's id that somebody has typed or pasted; null for anything else. */
export function orderIdIn(typed: unknown): string | null {
  const text = typeof typed === 'string' ? typed.trim() : '';
  return uuid.test(text) ? text.toLowerCase() : null;
}

/** Returns the order that a message is about by its key; null when the key is that of something else. */
export const orderIdOf = ({ topic, key }: { topic: string; key: string | null }): string | null =>
  keyedByOrder.test(topic) ? orderIdIn(key) : null;
