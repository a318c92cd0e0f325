import { type Fault, PromiseBroken } from '../fault.ts';
import { sagaStepTimeoutSeconds } from '../stack.ts';
import { crashAt } from '../tools/failpoints.ts';
import { killAndRestart, stopFor } from '../tools/outages.ts';
import { beginBookings, countSagas, sagaGroup, untilNoneUnderWay } from '../tools/sagas.ts';

/** Where the orchestrator writes: what a step's answer leads to, and the next command with it. */
const boundaries = ['consumer.before-apply', 'consumer.after-apply', 'http.after-commit'] as const;

const orchestratorKills: Fault = {
  name: 'saga-boundaries',
  title: 'kill -9 of bookings at every step boundary: before and after each answer is applied, and after a start',
  group: sagaGroup,
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
  group: sagaGroup,
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

const manySagas: Fault = {
  name: 'sagas-at-once',
  title: `${manyAtOnce} bookings at once, while the orchestrator and a relay are killed`,
  group: sagaGroup,
  async inject(stage) {
    const before = await countSagas(stage, 'true');
    const begun = beginBookings(stage, manyAtOnce);
    await killAndRestart(stage, 'bookings');
    await killAndRestart(stage, 'relay-raw');
    await killAndRestart(stage, 'bookings');
    const answers = await begun;
    const started = (await countSagas(stage, 'true')) - before;
    stage.note(`${started} sagas started; ${answers.filter((status) => status === 201).length} requests got 201`);
    await untilNoneUnderWay(stage);
  },
};

export const sagas: Fault[] = [orchestratorKills, participantsDown, manySagas];
