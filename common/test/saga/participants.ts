import { randomUUID } from 'node:crypto';
import type { Random } from '@ticketing/common/random';
import { mustCarryOut, onCompensation, type StepRecord } from '@ticketing/common/saga';
import type pg from 'pg';
import { transactionsOf } from './saga-database.ts';

/** Tables of participants, and of a broker between them and the orchestrator. */
export const participantTables = `
  CREATE TABLE taken (id UUID PRIMARY KEY);
  CREATE TABLE effects (
    saga_id TEXT, step TEXT, record JSONB NOT NULL, carried_out INT NOT NULL DEFAULT 0, undone INT NOT NULL DEFAULT 0,
    PRIMARY KEY (saga_id, step));
  CREATE TABLE replies (
    id UUID PRIMARY KEY, topic TEXT NOT NULL, payload JSONB NOT NULL, arrives_at TIMESTAMPTZ NOT NULL,
    is_delivered BOOLEAN NOT NULL DEFAULT false);
  CREATE INDEX replies_to_deliver ON replies (arrives_at) WHERE NOT is_delivered;`;

/** Which step a compensation undoes. */
const undoes: Record<string, string> = { 'seats-release': 'seats', 'manifest-removal': 'manifest', refund: 'payment' };

export interface Command {
  id: string;
  topic: string;
  payload: { sagaId: string; correlationId: string };
}

/** How a participant answers one command. */
export interface Conduct {
  /** Whether a step is refused. */
  refuses: (step: string) => boolean;
  /** Whether a step after the pivot, or a compensation, fails this time. */
  failsNow: (name: string) => boolean;
  /** When each copy of the reply arrives, milliseconds from now; none for a lost reply. */
  arrivals: () => number[];
}

export const reliable: Conduct = { refuses: () => false, failsNow: () => false, arrivals: () => [0] };

/** Loses, doubles and delays replies. */
export const unreliable = (random: Random, timeoutMs: number): Conduct => ({
  // What comes after the pivot is never refused for good.
  refuses: (step) => step !== 'issue' && random.next() < 0.1,
  failsNow: () => random.next() < 0.2,
  arrivals: () => {
    const chance = random.next();
    if (chance < 0.1) return [];
    if (chance < 0.2) return [0, random.between(0, timeoutMs)];
    if (chance < 0.3) return [timeoutMs + random.between(1, timeoutMs)];
    return [random.between(0, 20)];
  },
});

/** Participants that are down: those of these topics, for sagas whose ids are below this one. */
export interface Outage {
  topics: readonly string[];
  belowId: string;
}

/** Takes commands from the outbox that no participant has taken, in any order. */
export async function takeCommands(pool: pg.Pool, outage: Outage = { topics: [], belowId: '' }): Promise<Command[]> {
  const { rows } = await pool.query<Command>(
    `SELECT id, topic, payload FROM outbox
     WHERE NOT EXISTS (SELECT FROM taken WHERE taken.id = outbox.id) AND NOT (topic = ANY($1) AND key < $2)
     ORDER BY random() LIMIT 50`,
    [outage.topics, outage.belowId],
  );
  return rows;
}

/** Carries out a command in one transaction: effect, record, and reply. */
export async function carryOut(pool: pg.Pool, command: Command, conduct: Conduct = reliable): Promise<void> {
  const { sagaId, correlationId } = command.payload;
  const name = command.topic.split('.')[1] ?? '';
  const step = undoes[name] ?? name;
  await transactionsOf(pool)(async (sql) => {
    await sql('INSERT INTO taken VALUES ($1) ON CONFLICT DO NOTHING', [command.id]);
    const reply = async (outcome: string, fields: object = {}) => {
      const topic = command.topic.replace('requested', 'answered');
      const payload = { sagaId, correlationId, outcome, reason: outcome === 'failed' ? 'refused' : null, ...fields };
      for (const delayMs of conduct.arrivals())
        await sql(`INSERT INTO replies VALUES ($1, $2, $3, clock_timestamp() + $4::int * interval '1 millisecond')`, [
          ...[randomUUID(), topic, JSON.stringify(payload), delayMs],
        ]);
    };
    // Two attempts of one step may arrive at once.
    await sql('SELECT pg_advisory_xact_lock(hashtext($1))', [`${sagaId} ${step}`]);
    const [known] = await sql<{ record: StepRecord<object> }>(
      'SELECT record FROM effects WHERE saga_id = $1 AND step = $2 FOR UPDATE',
      [sagaId, step],
    );
    if ((name in undoes || name === 'issue') && conduct.failsNow(name)) return reply('failed');
    if (name in undoes) {
      const { record, mustUndo } = onCompensation(known?.record ?? null);
      await sql(
        `INSERT INTO effects (saga_id, step, record) VALUES ($1, $2, $3)
         ON CONFLICT (saga_id, step) DO UPDATE SET record = excluded.record, undone = effects.undone + $4`,
        [sagaId, step, JSON.stringify(record), mustUndo ? 1 : 0],
      );
      return reply('succeeded');
    }
    const last = known?.record ?? null;
    if (!mustCarryOut(last)) return reply(last.outcome, last.fields ?? {});
    const outcome = conduct.refuses(step) ? 'failed' : 'succeeded';
    const fields = { orderId: `order-of-${sagaId}`, paymentId: `payment-of-${sagaId}` };
    const record: StepRecord<object> = { outcome, reason: null, fields, isUndone: false };
    await sql('INSERT INTO effects (saga_id, step, record, carried_out) VALUES ($1, $2, $3, $4)', [
      ...[sagaId, step, JSON.stringify(record), outcome === 'succeeded' ? 1 : 0],
    ]);
    return reply(outcome, fields);
  });
}
