import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { replayHeaders } from '@ticketing/contracts';
import { type CliFixture, type CliResult, startCli } from './cli-fixture.ts';
import type { LetterBody, ReplayBody } from './ops-fixture.ts';

let cli: CliFixture;
let operator: { TICKETING_EMAIL: string; TICKETING_PASSWORD: string };
beforeAll(async () => {
  cli = await startCli();
  operator = await cli.givenPerson('olga@example.com', 'operator');
  await cli.runWith(operator, 'sign-in');
}, 240_000);
afterAll(() => cli?.stop());

const topic = 'orders.order.cancelled.v1';
const cancelled = (id: string) => ({
  id,
  ticket: { id: 't' },
  reservation: 1,
  isPublishedAsV2: false,
  version: 1,
  reason: 'buyer',
});
const jsonOf = <Body>({ stdout }: CliResult): Body => JSON.parse(stdout) as Body;
const errorCode = () => `error_${randomUUID()}`;
/** Reports an outcome for every message resent for these letters. */
const answer = async (letters: readonly LetterBody[], outcome: string) => {
  const messages = await cli.ops.resentOf(letters);
  await cli.ops.publishReports(
    messages.map(({ headers }) => ({
      replayId: headers[replayHeaders.replayId] ?? '',
      group: letters[0]?.group ?? '',
      topic: letters[0]?.topic ?? '',
      outcome,
    })),
  );
};

describe('signing in', () => {
  const elsewhere = (name: string) => ({ XDG_CONFIG_HOME: join(cli.folder, name) });

  it('stores the session in an owner-only file, without the password', async () => {
    const home = elsewhere('one');
    const result = await cli.runWith({ ...operator, ...home }, 'sign-in');
    expect(result).toMatchObject({ code: 0, stdout: `Signed in at ${cli.url} as olga@example.com.\n` });
    const file = join(home.XDG_CONFIG_HOME, 'ticketing/session.json');

    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain(operator.TICKETING_PASSWORD);
    expect(await cli.runWith(home, 'dlq', 'list')).toMatchObject({ code: 0 });
  });

  it('is renewed when the access token has expired, by several commands at once', async () => {
    const home = elsewhere('renewed');
    await cli.runWith({ ...operator, ...home }, 'sign-in');
    const file = join(home.XDG_CONFIG_HOME, 'ticketing/session.json');
    const signedIn = await readFile(file, 'utf8');
    await writeFile(file, signedIn.replace(/session=[^"]+/, 'session=expired'));

    const results = await Promise.all([1, 2, 3].map(() => cli.runWith(home, 'dlq', 'list')));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(await readFile(file, 'utf8')).toMatch(/session=(?!expired)/);
  });

  it('ends at the next sign-in, which replaces it', async () => {
    const home = elsewhere('replaced');
    await cli.runWith({ ...operator, ...home }, 'sign-in');
    const file = join(home.XDG_CONFIG_HOME, 'ticketing/session.json');
    const replaced = await readFile(file, 'utf8');
    await cli.runWith({ ...operator, ...home }, 'sign-in');
    expect(await cli.runWith(home, 'dlq', 'list')).toMatchObject({ code: 0 });

    const refresh = /refresh=[^"]+/.exec(replaced)?.[0] ?? '';
    const answer = await fetch(`${cli.url}/api/users/refresh`, { method: 'POST', headers: { cookie: refresh } });
    expect(answer.status).toBe(401);
  });

  it('ends with sign-out, also on the server', async () => {
    const home = elsewhere('two');
    await cli.runWith({ ...operator, ...home }, 'sign-in');
    const file = join(home.XDG_CONFIG_HOME, 'ticketing/session.json');
    const stolen = await readFile(file, 'utf8');
    expect(await cli.runWith(home, 'sign-out')).toMatchObject({ code: 0 });
    expect(await cli.runWith(home, 'dlq', 'list')).toMatchObject({
      code: 77,
      stderr: expect.stringContaining('Not signed in'),
    });
    expect(await readFile(file, 'utf8')).not.toContain('session=');
    expect(JSON.parse(stolen)).toHaveProperty('sessions');
  });

  it.each<[string, NodeJS.ProcessEnv, number, RegExp]>([
    [
      'a wrong password',
      { TICKETING_EMAIL: 'olga@example.com', TICKETING_PASSWORD: 'wrong password' },
      77,
      /Invalid credentials|Not signed in/,
    ],
    ['no terminal', {}, 64, /TICKETING_EMAIL/],
    ['an unreachable server', { TICKETING_URL: 'http://127.0.0.1:9' }, 1, /Could not reach/],
  ])('fails with %s', async (_, env, code, message) => {
    const result = await cli.runWith({ ...(env.TICKETING_URL && operator), ...env, ...elsewhere('three') }, 'sign-in');
    expect([result.code, result.stderr]).toEqual([code, expect.stringMatching(message)]);
  });

  it('is not enough without the role', async () => {
    const home = elsewhere('four');
    const person = await cli.givenPerson('paul@example.com');
    expect(await cli.runWith({ ...person, ...home }, 'sign-in')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('operator'),
    });
    expect(await cli.runWith(home, 'dlq', 'list')).toMatchObject({
      code: 77,
      stdout: '',
      stderr: expect.stringContaining('operator'),
    });
  });
});

describe('inspecting letters', () => {
  it('lists, groups and shows them, as text and JSON', async () => {
    const code = errorCode();
    const event = cancelled(randomUUID());
    const letter = await cli.ops.givenLetter({
      topic,
      group: 'tickets',
      errorCode: code,
      value: await cli.ops.encode(topic, event),
    });
    await cli.ops.givenLetter({ errorCode: code });
    const list = await cli.run('dlq', 'list', '--group', 'tickets', '--error', code);
    expect(list).toMatchObject({ code: 0, stderr: '' });
    expect(list.stdout.split('\n')[1]).toMatch(new RegExp(`^${letter.id} .*tickets +${topic} +${code} +open`));
    expect(jsonOf<LetterBody[]>(await cli.run('dlq', 'list', '--error', code, '--json'))).toHaveLength(2);
    expect(jsonOf(await cli.run('dlq', 'group', '--error', code, '--json'))).toMatchObject([
      { count: 1 },
      { count: 1 },
    ]);
    const bySchema = await cli.run('dlq', 'group', '--error', code, '--by-schema', '--schema', 'none');
    expect(bySchema.stdout).toMatch(/ SCHEMA .*\n.* none /);

    const shown = await cli.run('dlq', 'show', letter.id);
    for (const part of [`order:${event.id}@1`, '"reason": "buyer"', '00000000  00 00', 'eventId', 'PermanentError'])
      expect(shown.stdout).toContain(part);
    expect(jsonOf(await cli.run('dlq', 'show', letter.id, '--json'))).toMatchObject({
      id: letter.id,
      content: { value: event },
    });
    expect(await cli.run('dlq', 'show', '0'.repeat(24))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no letter'),
    });
  });

  it('neutralizes terminal control sequences in a message', async () => {
    const code = errorCode();
    const evil = '\u001b]0;owned\u0007\u001b[2J';
    const { id } = await cli.ops.givenLetter({ errorCode: code, key: evil, headers: { x: evil } });
    for (const args of [
      ['list', '--error', code],
      ['show', id],
      ['group', '--error', code],
    ])
      expect((await cli.run('dlq', ...args)).stdout).not.toMatch(/\p{Cc}(?<!\n)/u);
  });

  it('says when there are more than shown', async () => {
    const code = errorCode();
    await cli.ops.givenLetters([{ errorCode: code }, { errorCode: code }, { errorCode: code }]);
    const result = await cli.run('dlq', 'list', '--error', code, '--limit', '2', '--json');
    expect(jsonOf<object[]>(result)).toHaveLength(2);
    expect(result.stderr).toContain('more than 2');
  });

  it('exports them with their bytes', async () => {
    const code = errorCode();
    const given = await cli.ops.givenLetters([{ errorCode: code }, { errorCode: code }]);
    const { stdout } = await cli.run('dlq', 'export', '--error', code);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LetterBody);
    expect(lines.map(({ id }) => id)).toEqual(given.map(({ id }) => id));

    expect(await cli.run('dlq', 'export', '--error', code, '-o', 'letters.ndjson')).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(await readFile(join(cli.folder, 'letters.ndjson'), 'utf8')).toBe(stdout);
    expect(await cli.run('dlq', 'export', '-o', 'letters.ndjson')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('exists'),
    });
  });

  it('shows the overview', async () => {
    await cli.ops.givenLetter();
    const { stdout } = await cli.run('dlq', 'status');
    for (const part of ['Dead letters', 'orders', 'ops.index', 'Latest replays']) expect(stdout).toContain(part);
    expect(jsonOf(await cli.run('dlq', 'status', '--json'))).toMatchObject({
      letters: expect.any(Array),
      latestReplays: expect.any(Array),
    });
  });
});

describe('replaying', () => {
  it('waits for the groups’ reports and succeeds', async () => {
    const code = errorCode();
    const letters = await cli.ops.givenLetters([{ errorCode: code }, { errorCode: code }]);
    const running = cli.start(['dlq', 'replay', '--error', code, '--reason', 'fixed', '--yes', '--json']);
    await answer(letters, 'applied');
    const result = await running.ended;

    expect(result.code).toBe(0);
    expect(jsonOf<ReplayBody>(result)).toMatchObject({
      status: 'done',
      counts: { selected: 2, sent: 2, succeeded: 2 },
    });
    const audit = jsonOf<object[]>(await cli.run('dlq', 'audit', '--limit', '1', '--json'));
    expect(audit).toMatchObject([
      { action: 'replay', reason: 'fixed', letters: 2, operator: { email: 'olga@example.com' } },
    ]);
  });

  it('fails when a letter has failed again', async () => {
    const letter = await cli.ops.givenLetter();
    const running = cli.start(['dlq', 'replay', letter.id, '--yes']);
    await answer([letter], 'dead_lettered');
    expect(await running.ended).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('1 failed'),
      stderr: expect.stringContaining('failed again'),
    });
    expect((await cli.run('dlq', 'list', '--state', 'failed_again')).stdout).toContain('failed again ×1');
  });

  it('only previews with --dry-run', async () => {
    const code = errorCode();
    const { id } = await cli.ops.givenLetter({ topic, group: 'tickets', errorCode: code });
    const { stdout } = await cli.run('dlq', 'replay', '--error', code, '--dry-run');
    expect(stdout).toMatch(new RegExp(`^1 +tickets +${topic} +${code}$`, 'm'));
    expect(stdout).toContain('1 without');
    expect(await cli.ops.readLetter(id)).toMatchObject({ state: 'open' });
    expect(await cli.run('dlq', 'replay', '--error', 'never happened')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('No open letter'),
    });
  });

  it('does nothing without confirmation', async () => {
    const { id } = await cli.ops.givenLetter();
    expect(await cli.run('dlq', 'replay', id)).toMatchObject({ code: 64, stderr: expect.stringContaining('--yes') });
    expect(await cli.ops.readLetter(id)).toMatchObject({ state: 'open' });
  });

  it('continues after Ctrl-C, and can be checked and cancelled', async () => {
    const code = errorCode();
    const letters = await cli.ops.givenLetters(Array.from({ length: 40 }, () => ({ errorCode: code })));
    const running = cli.start(['dlq', 'replay', '--error', code, '--rate', '4', '--yes']);
    await cli.ops.resentOf(letters, 2);
    running.interrupt();
    const left = await running.ended;
    expect(left).toMatchObject({ code: 130, stdout: '' });
    const [, id = ''] = /dlq status (\S+) --watch/.exec(left.stderr) ?? [];

    expect(jsonOf<ReplayBody>(await cli.run('dlq', 'status', id, '--json'))).toMatchObject({ status: 'running' });
    await cli.ops.resentOf(letters, 4);
    expect(await cli.run('dlq', 'cancel', id)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('was cancelled'),
    });
    expect(await cli.run('dlq', 'status', id, '--watch')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('was cancelled'),
    });
  });

  it('can be detached from the start', async () => {
    const letter = await cli.ops.givenLetter();
    const { code, stdout } = await cli.run('dlq', 'replay', letter.id, '--yes', '--detach');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Replay \S+ has started/)]);
    await answer([letter], 'applied');
    const [, id = ''] = /^Replay (\S+)/.exec(stdout) ?? [];
    expect(await cli.run('dlq', 'status', id, '--watch')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 succeeded'),
    });
  });
});

describe('editing and discarding', () => {
  it('sends another value once the schema accepts it', async () => {
    const letter = await cli.ops.givenLetter({ topic, group: 'tickets' });
    const event = cancelled(randomUUID());
    const edit = (...args: string[]) => cli.run('dlq', 'edit', letter.id, ...args);
    expect(await edit('--value', '{"id":1}', '--reason', 'why', '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/schema/),
    });
    expect(await edit('--value', '{', '--dry-run')).toMatchObject({ code: 64 });
    expect(await edit('--value', '{}')).toMatchObject({ code: 64, stderr: expect.stringContaining('--reason') });
    expect(await edit('--value', JSON.stringify(event), '--dry-run')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('accepts'),
    });

    await writeFile(join(cli.folder, 'event.json'), JSON.stringify(event));
    const running = cli.start(['dlq', 'edit', letter.id, '--file', 'event.json', '--reason', 'was text', '--yes']);
    await answer([letter], 'applied');
    expect(await running.ended).toMatchObject({ code: 0, stdout: expect.stringContaining('1 succeeded') });
  });

  it('discards with a reason, and a choice for versioned events', async () => {
    const letter = await cli.ops.givenLetter({ topic, group: 'tickets' });
    const discard = (...args: string[]) => cli.run('dlq', 'discard', letter.id, ...args);
    expect(await discard('--yes')).toMatchObject({ code: 64, stderr: expect.stringContaining('--reason') });
    expect(await discard('--reason', 'load test')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('--yes'),
    });
    expect(await discard('--reason', 'load test', '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('skip'),
    });
    expect(await discard('--reason', 'load test', '--yes', '--skip')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('one by one'),
    });
    const running = cli.start([
      'dlq',
      'discard',
      letter.id,
      '--reason',
      'load test',
      '--yes',
      '--skip',
      'order:4711@1',
    ]);
    await answer([letter], 'skipped');

    expect(await running.ended).toMatchObject({ code: 0, stdout: expect.stringContaining('1 skipped') });
    expect(await cli.ops.readLetter(letter.id)).toMatchObject({
      state: 'discarded',
      discard: { skip: 'order:4711@1' },
    });
  });

  it('discards unversioned letters immediately', async () => {
    const letter = await cli.ops.givenLetter();
    expect(await cli.run('dlq', 'discard', letter.id, '--reason', 'port scan', '--yes')).toMatchObject({
      code: 0,
      stdout: 'Discarded 1 letter.\n',
    });
  });
});

describe('wrong usage', () => {
  it.each([
    [['dlq', 'replay']],
    [['dlq', 'replay', 'a', '--all']],
    [['dlq', 'list', '--state', 'lost']],
    [['dlq', 'list', '--limit', '0']],
    [['dlq', 'nonsense']],
    [['dlq', 'list', '--nonsense']],
    [['dlq', 'list', '--url', 'nowhere']],
  ])('%j ends with 64', async (args) =>
    expect(await cli.run(...args)).toMatchObject({ code: 64, stdout: '', stderr: expect.stringMatching(/./) }),
  );

  it('shows help', async () => {
    expect(await cli.run('dlq', 'replay', '--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Examples:'),
    });
  });
});
