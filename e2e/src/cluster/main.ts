// npm run verify:cluster: deploys to the cluster of the current kube context, verifies the deployment, and removes it.
import { checkPromises, killUnderLoad, restartUnderLoad, testPurchases } from './checks.ts';
import { reachSystem, writeAddresses } from './cluster-system.ts';
import { gatherCrowd } from './crowd.ts';
import { openDoorway } from './doorway.ts';
import { kubectl, namesOf, namespace, run, waitUntilReady } from './kubectl.ts';
import { type Options, parseOptions, UsageError, usage } from './options.ts';
import { createPortForwards } from './port-forwards.ts';

const startedAt = performance.now();
const say = (text: string) =>
  void process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  say(`── ${title}`);
  return work();
}

async function rejectExistingNamespace(): Promise<void> {
  const context = await kubectl('config', 'current-context');
  say(`context ${context}`);
  if ((await kubectl('get', 'namespace', namespace, '--ignore-not-found')) !== '')
    throw new Error(
      `the namespace ${namespace} exists in ${context}; this command would remove it at the end. Remove it first`,
    );
  if ((await kubectl('get', 'ingressclass', 'nginx', '--ignore-not-found')) === '')
    throw new Error('there is no ingress controller of class nginx');
}

async function deploy({ profile }: Options): Promise<void> {
  await run(process.execPath, ['infra/k8s/create-secrets.ts']);
  await run('skaffold', ['run', '--profile', profile]);
  await waitUntilReady(600);
  for (const job of await namesOf('jobs')) await kubectl('wait', '--for=condition=complete', job, '--timeout=300s');
}

async function verifyDeployment({ ingress }: Options): Promise<void> {
  const forwards = createPortForwards();
  const doorway = await openDoorway({ ingress });
  try {
    const addresses = await reachSystem(forwards, doorway.url);
    writeAddresses(addresses);
    await step('purchase tests through the ingress', testPurchases);
    const crowd = await gatherCrowd(doorway.url);
    await step('rolling restart of every deployment under load', () => restartUnderLoad(crowd, say));
    await step('kill -9 of relays and brokers under load', () => killUnderLoad(crowd, say));
    await forwards.renew();
    await step('the invariants', () => checkPromises(addresses, crowd));
  } finally {
    forwards.close();
    doorway.close();
  }
}

/** The orders suite with containers, on the engine that built the images. */
const testInContainers = ({ profile }: Options): Promise<void> =>
  run(process.execPath, ['testing/src/run-tests.ts', 'orders'], {
    TEST_BACKEND: 'containers',
    ...(profile.startsWith('lab') && { TEST_POSTGRES_IMAGE: 'postgres:15' }),
  });

async function verify(options: Options): Promise<void> {
  await rejectExistingNamespace();
  let isProven = false;
  try {
    await step(`deploy with profile ${options.profile}`, () => deploy(options));
    await step('what runs', async () => say(`\n${await kubectl('get', 'pods')}`));
    await verifyDeployment(options);
    isProven = true;
  } finally {
    if (!isProven) say(await kubectl('get', 'pods', '--output', 'wide').catch(String));
    if (!options.keeps) await step('tear down', async () => void (await kubectl('delete', 'namespace', namespace)));
  }
  await step('orders suite under TEST_BACKEND=containers', () => testInContainers(options));
  say('the cluster is verified');
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.helps) process.stdout.write(`${usage}\n`);
  else await verify(options);
} catch (error) {
  process.stderr.write(`${error instanceof UsageError ? `${error.message}\n\n${usage}` : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 64 : 1;
}
