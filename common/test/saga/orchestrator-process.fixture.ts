// One orchestrator, until it is killed: DATABASE_URL=… TIMEOUT_MS=… node orchestrator-process.fixture.ts
import { pause } from '@ticketing/common/backoff';
import { isContention, isTransient } from '@ticketing/common/errors';
import pg from 'pg';
import { bookJourney } from '../../src/saga/booking.fixture.ts';
import { deliverReplies } from './deliver-replies.ts';
import { orchestratorOf, transactionsOf } from './saga-database.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 });
const orchestrator = orchestratorOf([bookJourney({ timeoutMs: Number(process.env.TIMEOUT_MS) })]);
const inTransaction = transactionsOf(pool);

async function repeat(work: () => Promise<number>): Promise<never> {
  for (;;) {
    const done = await work().catch((error: unknown) => {
      if (isContention(error) || isTransient(error)) return 0;
      throw error;
    });
    if (done === 0) await pause(10);
  }
}

process.stdout.write('ready\n');
await Promise.all([
  repeat(() => deliverReplies(orchestrator, inTransaction)),
  repeat(() => deliverReplies(orchestrator, inTransaction)),
  repeat(() => orchestrator.sweep(inTransaction)),
]);
