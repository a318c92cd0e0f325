import { pause, waitFor } from '@ticketing/common/backoff';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { retryDelaysSeconds, sagaStepTimeoutSeconds } from '../stack.ts';
import { beginBookings, buyerAt, countSagas, sagaGroup, untilNoneUnderWay } from '../tools/sagas.ts';
import { spawnProgram } from '../tools/spawn-program.ts';

const bookingsAtOnce = 20;
const newerBookings = 12;
/**
 * How long two releases run side by side, as in a deployment. Answers to sagas of the newer one may arrive at the older one, which
 * puts them back; its retry tiers last longer than this. Milliseconds.
 */
const sideBySideMs = 4_000;
const begunWithinMs = 30_000;

/** A newer release, which also has version 2 of book-journey, and begins bookings under it. */
const startNewer = (stage: Stage) =>
  spawnProgram(stage, 'bookings/test/newer-release.fixture.ts', 'bookings-newer', {
    DATABASE_URL: stage.addresses.databases.bookings,
    SAGA_STEP_TIMEOUT_SECONDS: String(sagaStepTimeoutSeconds),
    RETRY_DELAYS_SECONDS: retryDelaysSeconds.join(','),
    PERFORMANCE_ID: stage.performanceId,
    USER_IDS: Array.from({ length: newerBookings }, (_, at) => buyerAt(stage, at).id).join(','),
  });

const isNewer = `definition = 'book-journey' AND definition_version = 2`;
const isUnderWay = `definition_version = 1 AND status IN ('running', 'compensating')`;

export const sagaVersions: Fault[] = [
  {
    name: 'saga-definition-change',
    title: `a release with a new version of book-journey takes over while ${bookingsAtOnce} bookings run, and is rolled back`,
    group: sagaGroup,
    async inject(stage) {
      const { system, note } = stage;
      const begun = beginBookings(stage, bookingsAtOnce);
      await pause(stage.random.between(200, 800));
      const newer = startNewer(stage);
      try {
        const hasBegun = async () => ((await countSagas(stage, isNewer)) >= newerBookings ? true : null);
        if (!(await waitFor(hasBegun, { timeoutMs: begunWithinMs, intervalMs: 100 })))
          throw new Error('the newer release has begun no bookings');
        await pause(sideBySideMs);
        const running = await countSagas(stage, isUnderWay);
        await system.stop('bookings');
        note(`the older release stopped, with ${running} sagas of its version under way`);
        // The reservations that nobody pays end, and with them all sagas, of both versions.
        await untilNoneUnderWay(stage);
      } finally {
        await newer.stop();
        await system.restart('bookings');
      }
      await begun;
      await untilNoneUnderWay(stage);
      const [ended, undone] = [
        await countSagas(stage, `${isNewer} AND status IN ('completed', 'compensated')`),
        await countSagas(stage, `${isNewer} AND error->>'code' NOT IN ('expired')`),
      ];
      note(`${ended} sagas of version 2 ended, ${undone} of them not because nobody paid`);
      if (ended !== newerBookings) throw new PromiseBroken(`${ended} of ${newerBookings} sagas of version 2 ended`);
      const moved = await countSagas(
        stage,
        `EXISTS (SELECT FROM jsonb_array_elements(steps) AS progress
          WHERE progress->>'name' IN ('passengers', 'manifest')
            AND (progress->>'name' = 'passengers') <> (definition_version = 2))`,
      );
      if (moved > 0)
        throw new PromiseBroken(`${moved} sagas went on under another version than they were started with`);
    },
  },
];
