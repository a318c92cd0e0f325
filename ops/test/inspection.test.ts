import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { schemaByTopic } from '@ticketing/contracts';
import { checkSchemas } from '../src/cli/parts/registry.ts';
import { type InspectionFixture, startInspection } from './inspection-fixture.ts';

let stack: InspectionFixture;
beforeAll(async () => {
  stack = await startInspection();
}, 240_000);
afterAll(() => stack?.stop());

it('shows an order with its rows, payments, timer and events, and what still waits in an outbox', async () => {
  const orderId = await stack.givenOrder();
  await stack.givenOutboxRow(orderId, 'orders.order.created.v1', stack.eventIdOf('created'));
  await stack.givenOutboxRow(orderId, 'orders.order.completed.v1', stack.eventIdOf('completed'));
  await stack.publish('orders.order.created.v1', orderId, stack.eventIdOf('created'));
  await stack.givenPayment(orderId);
  await stack.givenTimer(orderId);
  await stack.givenParked(orderId);

  const result = await stack.run('order', orderId);

  expect(result).toMatchObject({ code: 0, stderr: '' });
  const { stdout } = result;
  expect(stdout).toMatch(/status +created/);
  expect(stdout).toMatch(/ATTEMPT.*\n1 +failed +2500/);
  expect(stdout).toMatch(/delayed, due \d{4}-/);
  expect(stdout).toMatch(/orders\.order\.created\.v1 +\d\/\d+ +\d+ ms/);
  expect(stdout).toMatch(/orders\.order\.completed\.v1 +not yet .*waits in the outbox of orders/);
  expect(stdout).toMatch(/tickets +order:.*@3/);
});

it('says when there is no such order', async () => {
  expect(await stack.run('order', '00000000-0000-4000-8000-000000000000')).toMatchObject({ code: 1, stdout: '' });
  expect(await stack.run('order', 'nonsense')).toMatchObject({ code: 64, stdout: '' });
});

it('shows the last messages of topics decoded, and new ones until Ctrl-C', async () => {
  const orderId = await stack.givenOrder();
  await stack.publish('orders.order.cancelled.v1', orderId, stack.eventIdOf('cancelled'));

  const { stdout } = await stack.run('topics', 'tail', 'orders', '--json', '--key', orderId);
  expect(JSON.parse(stdout)).toMatchObject({
    topic: 'orders.order.cancelled.v1',
    key: orderId,
    eventId: stack.eventIdOf('cancelled'),
    value: { id: orderId, reason: 'buyer' },
  });

  const following = stack.start('topics', 'tail', 'orders', '-f', '--since', '0s');
  await stack.publishUntil(following, 'orders.order.cancelled.v1', orderId, stack.eventIdOf('later'));
  following.interrupt();
  expect(await following.ended).toMatchObject({ code: 0, stdout: expect.stringContaining(orderId) });
});

it('shows what waits in each outbox', async () => {
  const eventId = stack.eventIdOf('waiting');
  await stack.givenQueuedTicketEvent(eventId);

  const { stdout } = await stack.run('outbox');
  expect(stdout).toMatch(/tickets {2}1 event waiting/);
  expect(stdout).toContain(eventId);
  expect(stdout).toMatch(/orders .*the replication slot is gone: .* orders/);
  expect(stdout).toMatch(/bookings .*the replication slot is gone: .* bookings/);
});

it('compares the schemas with the registry', async () => {
  const checks = JSON.parse((await stack.run('schema', 'check', '--json')).stdout) as { verdict: string }[];
  expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(new Set(['current']));
});

it('finds a schema that the registry would refuse, and one that it would take', async () => {
  const [cancelled, completed] = ['orders.order.cancelled.v1', 'orders.order.completed.v1'] as const;
  const withField = (
    topic: typeof cancelled | typeof completed,
    field: { name: string; type: string; default?: string },
  ) => ({
    ...schemaByTopic[topic],
    fields: [...schemaByTopic[topic].fields, field],
  });
  const checks = await checkSchemas(stack.registryUrl, {
    ...schemaByTopic,
    [cancelled]: withField(cancelled, { name: 'note', type: 'string' }),
    [completed]: withField(completed, { name: 'note', type: 'string', default: '' }),
  });

  const verdictOf = (topic: string) => checks.find(({ subject }) => subject === `${topic}-value`);
  expect(verdictOf(cancelled)).toMatchObject({ verdict: 'incompatible' });
  expect(verdictOf(completed)).toMatchObject({ verdict: 'compatible' });
});

it('says which variable is missing where no stack runs', async () => {
  expect(await stack.runWith({ KAFKA_BROKERS: '', TICKETING_HOME: stack.folder }, 'topics', 'tail')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('KAFKA_BROKERS'),
  });
});
