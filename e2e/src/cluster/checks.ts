import type { Addresses } from '@ticketing/local/endpoints';
import { checkSystem } from '../checker/index.ts';
import { clusterHome, configured } from './cluster-system.ts';
import type { Crowd } from './crowd.ts';
import { kubectl, namesOf, run, waitUntilReady } from './kubectl.ts';

const readyWithinSeconds = 300;
/** Restarting the Stripe sandbox is noticeable: a buyer who pays meanwhile is told that Stripe is unavailable. */
const ours = 'app.kubernetes.io/component!=sandbox';
const quietWithinMs = 180_000;

/** Runs the purchase tests of e2e through the ingress. */
export async function testPurchases(): Promise<void> {
  await run(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--selectProjects', 'system', '--runInBand', 'purchase'],
    {
      NODE_OPTIONS:
        '--experimental-vm-modules --disable-warning=ExperimentalWarning --disable-warning=TimeoutNegativeWarning',
      TICKETING_HOME: clusterHome,
      RESERVATION_TTL_SECONDS: await configured('RESERVATION_TTL_SECONDS'),
      PAYMENT_GRACE_SECONDS: await configured('PAYMENT_GRACE_SECONDS'),
    },
  );
}

/** Restarts all deployments sequentially under traffic. @throws when a single request failed */
export async function restartUnderLoad(crowd: Crowd, say: (text: string) => void): Promise<void> {
  const traffic = crowd.begin();
  const failed: string[] = [];
  try {
    await traffic.waitForJourneys(10, 60_000);
    for (const deployment of await namesOf('deployments', '--selector', ours)) {
      await kubectl('rollout', 'restart', deployment);
      await kubectl('rollout', 'status', deployment, `--timeout=${readyWithinSeconds}s`);
      await traffic.waitForJourneys(3, 30_000);
      const failures = crowd.takeFailures();
      failed.push(...failures);
      say(`${deployment} restarted, ${failures.length} requests failed`);
    }
  } finally {
    await traffic.stop();
  }
  failed.push(...crowd.takeFailures());
  if (failed.length > 0)
    throw new Error(`${failed.length} requests failed in the rolling restart:\n${failed.slice(0, 20).join('\n')}`);
  say(`${traffic.begun()} journeys, no request failed`);
}

/** Kills relays and brokers under traffic with retries. Nothing that was confirmed meanwhile may be lost. */
export async function killUnderLoad(crowd: Crowd, say: (text: string) => void): Promise<void> {
  const traffic = crowd.begin();
  const victims = [
    ...(await namesOf('pods', '--selector', 'app.kubernetes.io/component=relay')),
    ...(await namesOf('pods', '--selector', 'app.kubernetes.io/name=kafka')),
  ];
  try {
    for (const victim of victims) {
      await traffic.waitForJourneys(5, 60_000);
      await kubectl('delete', victim, '--force', '--grace-period=0');
      say(`${victim} killed`);
    }
    await waitUntilReady(readyWithinSeconds);
    await traffic.waitForJourneys(10, 60_000);
  } finally {
    await traffic.stop();
  }
  say(`${traffic.begun()} journeys, ${crowd.takeFailures().length} requests were retried`);
}

/** @throws Error with the violated invariants */
export async function checkPromises(addresses: Addresses, crowd: Crowd): Promise<void> {
  const { summary } = await checkSystem({
    addresses,
    graceSeconds: Number(await configured('PAYMENT_GRACE_SECONDS')),
    journal: crowd.journal.answers,
    timeoutMs: quietWithinMs,
  });
  if (summary.length > 0) throw new Error(`the invariants do not hold:\n${summary.join('\n')}`);
}
