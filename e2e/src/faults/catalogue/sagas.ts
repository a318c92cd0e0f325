import { waitFor } from '@ticketing/common/backoff';
import { withPostgres } from '../../checker/observe/postgres.ts';
import type { BookingBody, Person } from '../../person.ts';
import { retryRequest } from '../../retry-request.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { sagaStepTimeoutSeconds } from '../stack.ts';
import { crashAt } from '../tools/failpoints.ts';
import { killAndRestart, stopFor } from '../tools/outages.ts';

const group = 'sagas: kills at every step boundary, lost time, many at once';

/** Where the orchestrator writes: what a step's answer leads to, and the next command with it. */
const boundaries = ['consumer.before-apply', 'consumer.after-apply', 'http.after-commit'] as const;

const orchestratorKills: Fault = {
  name: 'saga-boundaries',
  title: 'kill -9 of bookings at every step boundary: before and after each answer is applied, and after a start',
  group,
  async inject(stage) {
    let crashed = 0;
    for (const at of boundaries) crashed += await crashAt(stage, 'bookings', { at, crashes: 2, probability: 0.3 });
    if (crashed === 0) throw new PromiseBroken('bookings reached no step boundary: nothing was tested');
  },
};

/** Two attempts, their backoff, and a moment in which the answers come late. Milliseconds. */
const longerThanTimeouts = (2 * sagaStepTimeoutSeconds + 4) * 1_000;

const participantsDown: Fault = {
  name: 'saga-participant-down',
  title: 'orders, then catalog is unavailable for longer than a step may take; its answers come after the timeout',
  group,
  async inject(stage) {
    for (const participant of ['orders', 'catalog']) {
      await stage.traffic.waitForJourneys(3, 5_000);
      await stopFor(stage, participant, longerThanTimeouts);
    }
    const undone = await countSagas(stage, `error->>'code' = 'timed_out'`);
    stage.note(`${undone} sagas were undone because nobody answered in time`);
  },
};

const manyAtOnce = 200;
/** Sagas in flight when the orchestrator is killed. */
const isUnderWay = `status IN ('running', 'compensating')`;

const manySagas: Fault = {
  name: 'sagas-at-once',
  title: `${manyAtOnce} bookings at once, while the orchestrator and a relay are killed`,
  group,
  async inject(stage) {
    const { people, performanceId, random } = stage;
    const before = await countSagas(stage, 'true');
    const begun = Array.from({ length: manyAtOnce }, (_, at) =>
      begin(people.buyers[at % people.buyers.length] as Person, performanceId, random.between(1, 2)),
    );
    await killAndRestart(stage, 'bookings');
    await killAndRestart(stage, 'relay-raw');
    await killAndRestart(stage, 'bookings');
    const answers = await Promise.all(begun);
    const started = (await countSagas(stage, 'true')) - before;
    stage.note(`${started} sagas started; ${answers.filter((status) => status === 201).length} requests got 201`);
    await untilNoneUnderWay(stage);
  },
};

async function begin(buyer: Person, performanceId: string, quantity: number): Promise<number | null> {
  const wish = { performanceId, bestAvailable: { quantity } };
  const answer = await retryRequest<BookingBody>(buyer, 'POST', '/api/bookings', wish, { forMs: 60_000 });
  return answer?.status ?? null;
}

/** Nobody pays these, so that all of them are undone. */
async function untilNoneUnderWay(stage: Stage): Promise<void> {
  const isDone = async () => ((await countSagas(stage, isUnderWay)) === 0 ? true : null);
  // The traffic starts new ones all the time; they have to end, too.
  await stage.traffic.stop();
  if (!(await waitFor(isDone, { timeoutMs: 120_000, intervalMs: 500 })))
    throw new PromiseBroken(`${await countSagas(stage, isUnderWay)} sagas are still under way after two minutes`);
}

const countSagas = ({ addresses }: Stage, condition: string): Promise<number> =>
  withPostgres(addresses.databases.bookings, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM sagas WHERE ${condition}`,
    );
    return rows[0]?.count ?? 0;
  });

export const sagas: Fault[] = [orchestratorKills, participantsDown, manySagas];
