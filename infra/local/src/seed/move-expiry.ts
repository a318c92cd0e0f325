import { Client } from 'pg';

/**
 * Moves the end of a reservation, as if time had passed or not yet: the orders database's clock and this column alone
 * decide. (Payments keeps the end it was told, so a reservation that is made longer can be looked at, not paid.)
 * @param ordersUrl PostgreSQL connection string of orders
 * @param endsInSeconds from now; negative for a reservation that is over, which the sweeper then ends
 */
export async function moveExpiry(ordersUrl: string, orderId: string, endsInSeconds: number): Promise<void> {
  const client = new Client({ connectionString: ordersUrl });
  await client.connect();
  try {
    await client.query('UPDATE orders SET expires_at = now() + make_interval(secs => $2) WHERE id = $1', [
      orderId,
      endsInSeconds,
    ]);
  } finally {
    await client.end();
  }
}
