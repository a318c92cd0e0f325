import { Client } from 'pg';

/**
 * Changes the expiry of a reservation, as if time had passed: only this column and the clock of the orders database matter.
 * (Payments keeps the original expiry, so an extended reservation can be viewed but not paid.)
 * @param ordersUrl PostgreSQL connection string of orders
 * @param expiresInSeconds from now; negative for a past expiry; the sweeper then cancels the order
 */
export async function moveExpiry(ordersUrl: string, orderId: string, expiresInSeconds: number): Promise<void> {
  const client = new Client({ connectionString: ordersUrl });
  await client.connect();
  try {
    await client.query('UPDATE orders SET expires_at = now() + make_interval(secs => $2) WHERE id = $1', [
      orderId,
      expiresInSeconds,
    ]);
  } finally {
    await client.end();
  }
}
