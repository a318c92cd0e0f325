import { withOrdersDatabase } from '../checker/observe/read-orders.ts';
import type { System } from '../system.ts';

/**
 * Moves the end of a reservation, as if time had passed or not yet: the orders database's clock and this column alone
 * decide. (Payments keeps the end it was told, so a reservation that is made longer can be looked at, not paid.)
 * @param endsInSeconds from now; negative for a reservation that is over, which the sweeper then ends
 */
export const moveDeadline = ({ addresses }: Pick<System, 'addresses'>, orderId: string, endsInSeconds: number) =>
  withOrdersDatabase(addresses.databases.orders, async (client) => {
    await client.query('UPDATE orders SET expires_at = now() + make_interval(secs => $2) WHERE id = $1', [
      orderId,
      endsInSeconds,
    ]);
  });
