import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { schemaByTopic } from '@ticketing/contracts';
import { bookingBecomes } from '../../src/bookings.ts';
import { givenRejectedEvent } from '../../src/browser/scenes/dead-letters.ts';
import { givenStuckSaga } from '../../src/browser/scenes/sagas.ts';
import { loadConfig } from '../../src/config.ts';
import { readMetric } from '../../src/faults/tools/metrics.ts';
import { mailTo } from '../../src/mails.ts';
import { newOperator, type Operator } from '../../src/operator.ts';
import { type Person, signUp } from '../../src/person.ts';
import { listTicket, reserve, until } from '../../src/purchase.ts';
import { openRunbook } from '../../src/runbooks/runbook.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl, addresses } = system;
const { home } = loadConfig();
const reason = 'tickets fixed in 1.4.2';

let operator: Operator;
let seller: Person;
let buyer: Person;
beforeAll(async () => {
  [operator, seller, buyer] = await Promise.all([newOperator(system), signUp(storeUrl), signUp(storeUrl)]);
}, 60_000);
afterAll(() => operator?.leave());

it('replay-dead-letters: a letter is inspected, replayed, and discarded when it fails again', async () => {
  const { run } = openRunbook(system, 'replay-dead-letters', home, operator.env);
  const letterIds = [(await givenRejectedEvent(system)).letterId, (await givenRejectedEvent(system)).letterId];
  const [letterId = ''] = letterIds;
  const ok = async (...[command, blanks]: Parameters<typeof run>) => {
    const said = await run(command, blanks);
    if (said.code !== 0) throw new Error(`${command} exited with ${said.code}: ${said.output}`);
    return said.output;
  };
  await ok('npx ticketing sign-in');
  expect(await ok('npx ticketing dlq status')).toContain('tickets');
  expect(await ok('npx ticketing dlq group')).toContain('unknown_ticket');
  expect(await ok("npx ticketing dlq show <example's id>", { "<example's id>": letterId })).toContain('unknown_ticket');
  expect(await ok('npx ticketing dlq replay --group tickets --error unknown_ticket --dry-run')).toMatch(
    /^([2-9]|\d\d+) +tickets/m,
  );
  // Its cause is not fixed.
  const again = await run(`npx ticketing dlq replay <id> --reason "${reason}"`, { '<id>': `${letterId} --yes` });
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('failed_again') as unknown });
  await until(
    () => operator.ticketing<{ state: string }>('dlq', 'show', letterId),
    ({ state }) => state === 'failed_again',
    30_000,
  );
  const all = await run('npx ticketing dlq replay --group tickets --error unknown_ticket --rate 50');
  // Without a terminal it can't ask for the reason; it says which options replace the questions.
  expect(all.output).toMatch(/--reason|--yes/);
  for (const id of letterIds)
    await ok('npx ticketing dlq discard <id> --reason "…"', { '<id>': `${id} --keep-gap --yes`, '…': reason });
  expect(await ok('npx ticketing dlq audit')).toContain(reason);
}, 240_000);

it('mails-not-delivered: mails wait for the server, and refused ones are sent again', async () => {
  const { run } = openRunbook(system, 'mails-not-delivered', home);
  system.kill('mailbox');
  const person = await signUp(storeUrl);
  await until(
    () => readMetric(system, 'notifications', 'notifications_oldest_due_age_seconds'),
    (age) => age > 0,
    60_000,
  );
  const countOf = async (state: string) => {
    const { output } = await run("curl -s $NOTIFICATIONS_URL/metrics | grep '^notifications_'");
    return Number(new RegExp(`^notifications_mails{state="${state}".*} (\\d+)$`, 'm').exec(output)?.[1]);
  };
  expect(await countOf('due')).toBeGreaterThan(0);
  await system.restart('mailbox');
  await mailTo(addresses.mailbox ?? '', person.email, /./);

  const failed = await countOf('failed');
  const refused = `refuse-550-${randomUUID()}`;
  await signUp(storeUrl, refused);
  await until(
    () => countOf('failed'),
    (now) => now > failed,
    60_000,
  );
  const resent = await run('MONGO_URI=… node notifications/src/resend-failed.ts', {
    '…': `'${addresses.databases.notifications}'`,
  });
  expect(resent).toMatchObject({ code: 0, output: expect.stringMatching(/^[1-9]\d* due again/) as unknown });
}, 180_000);

it('stuck-saga: it is found, retried and undone', async () => {
  const { quote } = openRunbook(system, 'stuck-saga', home);
  const { id, buyer: booker } = await givenStuckSaga(system);
  const ticketing = <Result>(words: string, ...more: string[]) =>
    operator.ticketing<Result>(...quote(words).replace('<id>', id).split(' '), ...more);
  const stuck = await ticketing<{ id: string }[]>('sagas --status stuck');
  expect(stuck.map((saga) => saga.id)).toContain(id);
  expect(await ticketing('saga <id>')).toMatchObject({ status: 'stuck', alarm: { code: 'timed_out' } });
  await ticketing('saga <id> --retry', '--yes');
  // It asks again; it remains stuck until there is an answer.
  await until(
    () => ticketing<{ waitsFor: string }>('saga <id>'),
    ({ waitsFor }) => waitsFor === 'reply',
    30_000,
  );
  await ticketing('saga <id> --undo', '--yes');
  await bookingBecomes(booker, id, 'cancelled');
}, 120_000);

it('registry-refuses-a-schema: a missing subject is registered, and the relay continues', async () => {
  const { run } = openRunbook(system, 'registry-refuses-a-schema', home);
  const topic = 'tickets.ticket.updated.v1';
  const subject = `${addresses.registry}/subjects/${topic}-value`;
  const before = (await (await fetch(`${subject}/versions/latest`)).json()) as { schema: string };
  expect(JSON.parse(before.schema)).toMatchObject({ name: schemaByTopic[topic].name });
  expect(await (await run('curl -s $SCHEMA_REGISTRY_URL/subjects')).output).toContain(`${topic}-value`);
  expect((await run('curl -s $SCHEMA_REGISTRY_URL/config/<topic>-value', { '<topic>': topic })).output).toContain(
    'FULL_TRANSITIVE',
  );
  expect((await fetch(subject, { method: 'DELETE' })).ok).toBe(true);
  try {
    // It has forgotten nothing yet: schemas are cached.
    await system.restart('relay-mongo');
    const { id } = await listTicket(seller);
    await seller.expect(200, 'PUT', `/api/tickets/${id}`, { title: 'Row 12, seat 8', price: 25 });
    await until(
      () => readMetric(system, 'relay-mongo', 'outbox_oldest_pending_age_seconds'),
      (age) => age > 0,
      30_000,
    );
    const latest = await run('curl -s $SCHEMA_REGISTRY_URL/subjects/<topic>-value/versions/latest', {
      '<topic>': topic,
    });
    expect(latest.output).toContain('"error_code":404');
  } finally {
    const schemas = await run('SCHEMA_REGISTRY_URL=… node infra/setup/src/main.ts schemas', {
      '…': `'${addresses.registry}'`,
    });
    expect(schemas).toMatchObject({ code: 0 });
  }
  await until(
    () => readMetric(system, 'relay-mongo', 'outbox_oldest_pending_age_seconds'),
    (age) => age === 0,
    60_000,
  );
  const { id } = await listTicket(seller);
  await reserve(buyer, id);
}, 240_000);
