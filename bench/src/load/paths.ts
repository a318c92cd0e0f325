import { openPlainProducer } from '@ticketing/common/kafka';
import type { OutboxRow } from '@ticketing/common/mongo';
import pg from 'pg';
import type { Environment } from '../parts/environment.ts';
import { startRelay } from '../parts/relay.ts';
import { type OrderRow, orderRow, ticketRow, ticketTopic } from './events.ts';
import type { Sent } from './open-loop.ts';
import { openOutbox } from './outbox.ts';

/** A path from a sender to the handler. */
export interface Path<Row> {
  name: string;
  row: (run: string, n: number, keys: number) => Row;
  eventIdOf: (row: Row) => string;
  send: (row: Row) => Promise<void>;
  /** The start of the measured time, which ends at the handler. */
  beginsAt: (sent: Sent) => number;
}

/** From the commit, plus the sender's own delay, so that a system that stalls the sender does not look better. */
const fromCommit = ({ intendedAt, startedAt, doneAt }: Sent): number => doneAt - (startedAt - intendedAt);
const fromSchedule = ({ intendedAt }: Sent): number => intendedAt;

export async function openMongoPath(environment: Environment) {
  const { mongoUri, connection, commit } = await openOutbox(environment, 'bench-latency');
  const relay = await startRelay(environment, { RELAY: 'mongo', SOURCE: 'tickets', MONGO_URI: mongoUri });
  const path: Path<OutboxRow> = {
    name: 'MongoDB outbox',
    row: ticketRow,
    eventIdOf: ({ _id }) => _id,
    send: (row) => commit({ ...row, createdAt: new Date() }),
    beginsAt: fromCommit,
  };
  return {
    path,
    close: async () => {
      await relay.stop();
      await connection.close();
    },
  };
}

export async function openPlainPath(environment: Environment) {
  const { client, codec } = await environment.broker();
  const producer = await openPlainProducer(client);
  const path: Path<OutboxRow> = {
    name: 'plain produce',
    row: ticketRow,
    eventIdOf: ({ _id }) => _id,
    send: async ({ _id, key, payload, headers }) => {
      const value = await codec.encode(ticketTopic, payload);
      await producer.send(ticketTopic, [{ key, value, headers: { eventId: _id, ...headers } }]);
    },
    beginsAt: fromSchedule,
  };
  return { path, close: producer.close };
}

export async function openPostgresPath(environment: Environment) {
  const pool = new pg.Pool({ connectionString: (await environment.postgres()).url, max: 20 });
  const insert = `INSERT INTO outbox (id, topic, key, type, payload, traceparent) VALUES ($1, $2, $3, $4, $5, $6)`;
  const path: Path<OrderRow> = {
    name: 'PostgreSQL outbox',
    row: orderRow,
    eventIdOf: ({ id }) => id,
    send: async ({ id, topic, key, type, payload, traceparent }) =>
      void (await pool.query({
        name: 'append',
        text: insert,
        values: [id, topic, key, type, JSON.stringify(payload), traceparent],
      })),
    beginsAt: fromCommit,
  };
  return { path, close: () => pool.end() };
}
