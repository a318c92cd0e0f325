// A minimal checkout as a peer: one process, one database, no asynchronous events. It is as durable as ours: each step is
// committed, with an outbox row in the same transaction, before the response or the call to Stripe.
import { randomUUID } from 'node:crypto';
import { parseEnv, port, text, url } from '@ticketing/common/config';
import Fastify from 'fastify';
import pg from 'pg';
import Stripe from 'stripe';
import { z } from 'zod';

const { DATABASE_URL, STRIPE_API_URL, HOST, PORT } = parseEnv(
  z.object({ DATABASE_URL: url('postgresql', 'postgres'), STRIPE_API_URL: url('http'), HOST: text(), PORT: port(0) }),
  process.env,
);
const stripeAt = new URL(STRIPE_API_URL);
const stripe = new Stripe('sk_test_peer', {
  protocol: 'http',
  host: stripeAt.hostname,
  port: stripeAt.port,
  maxNetworkRetries: 0,
  telemetry: false,
});
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20 });
await pool.query(`
  DROP SCHEMA IF EXISTS peer CASCADE;
  CREATE SCHEMA peer;
  CREATE TABLE peer.orders (
    id uuid PRIMARY KEY, ticket_id text NOT NULL, price_minor int NOT NULL, status text NOT NULL, charge_id text);
  CREATE UNIQUE INDEX one_order_per_ticket ON peer.orders (ticket_id);
  CREATE TABLE peer.outbox (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), topic text NOT NULL, payload jsonb NOT NULL)`);

/** A change of an order and its event, in one statement and therefore one transaction. */
const withEvent = (change: string, topic: string): string => `
  WITH changed AS (${change} RETURNING *),
  event AS (INSERT INTO peer.outbox (topic, payload) SELECT '${topic}', to_jsonb(changed) FROM changed)
  SELECT price_minor AS "priceMinor" FROM changed`;
const statements = {
  order: withEvent(
    `INSERT INTO peer.orders (id, ticket_id, price_minor, status) VALUES ($1, $2, 2500, 'created') ON CONFLICT DO NOTHING`,
    'order.created',
  ),
  begin: withEvent(`UPDATE peer.orders SET status = 'paying' WHERE id = $1 AND status = 'created'`, 'payment.started'),
  complete: withEvent(`UPDATE peer.orders SET status = 'complete', charge_id = $2 WHERE id = $1`, 'order.completed'),
};
const run = async (name: keyof typeof statements, values: string[]) => {
  const { rows } = await pool.query<{ priceMinor: number }>({ name, text: statements[name], values });
  return rows[0];
};

const app = Fastify();
app.get('/readyz', async () => ({}));
app.post<{ Body: { ticketId: string } }>('/api/orders', async ({ body }, reply) => {
  const id = randomUUID();
  const order = await run('order', [id, body.ticketId]);
  if (!order) return reply.code(400).send({ errors: [{ message: 'reserved', code: 'ticket_reserved' }] });
  return reply.code(201).send({ id, status: 'created', expiresAt: new Date(Date.now() + 900_000) });
});
app.post<{ Body: { orderId: string } }>('/api/payments', async ({ body: { orderId } }, reply) => {
  const order = await run('begin', [orderId]);
  if (!order) return reply.code(400).send({ errors: [{ message: 'not payable', code: 'not_payable' }] });
  const intent = await stripe.paymentIntents.create(
    {
      amount: order.priceMinor,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      confirm: true,
      metadata: { orderId },
    },
    { idempotencyKey: orderId },
  );
  await run('complete', [orderId, intent.id]);
  return reply.code(201).send({ id: intent.id, status: intent.status });
});
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
await app.listen({ host: HOST, port: PORT });
