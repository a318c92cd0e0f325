import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Saga, SagaSummary } from '@ticketing/api-client';
import { type CliFixture, type CliResult, startCli } from './cli-fixture.ts';

let cli: CliFixture;
let buyerCookie: string;
beforeAll(async () => {
  cli = await startCli({ withBookings: true });
  const operator = await cli.givenPerson('olga@example.com', 'operator');
  await cli.runWith(operator, 'sign-in');
  const body = JSON.stringify({ email: 'bruno@example.com', password: 'a long password' });
  const headers = { 'content-type': 'application/json' };
  const { headers: answered } = await fetch(`${cli.url}/api/users/signup`, { method: 'POST', headers, body });
  buyerCookie = answered.getSetCookie().find((cookie) => cookie.startsWith('session=')) ?? '';
}, 240_000);
afterAll(() => cli?.stop());

const jsonOf = <Body>({ stdout }: CliResult): Body => JSON.parse(stdout) as Body;

/** A booking whose seats nobody answers for: its request ends with 202. */
async function givenSaga(): Promise<{ id: string; performanceId: string }> {
  const performanceId = randomBytes(12).toString('hex');
  const answer = await fetch(`${cli.url}/api/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: buyerCookie.split(';')[0] ?? '' },
    body: JSON.stringify({ performanceId, seats: ['coach-1:1:1'] }),
  });
  const { id } = (await answer.json()) as { id: string };
  return { id, performanceId };
}

it('lists sagas by state and id', async () => {
  const { id, performanceId } = await givenSaga();
  const { code, stdout } = await cli.run('sagas', '--search', performanceId);
  expect([code, stdout.split('\n')[1]]).toEqual([
    0,
    expect.stringMatching(new RegExp(`^${id} .* book-journey 1 +running +seats`)),
  ]);
  const running = await cli.run('sagas', '--status', 'running', '--search', id, '--json');
  expect(jsonOf<SagaSummary[]>(running)).toMatchObject([{ id }]);
  expect((await cli.run('sagas', '--status', 'stuck')).stdout).toBe('No sagas.\n');
  expect(await cli.run('sagas', '--status', 'lost')).toMatchObject({ code: 64 });
});

it('shows how far a saga is and what has happened, and retries and undoes it', async () => {
  const { id } = await givenSaga();
  const shown = await cli.run('saga', id);
  for (const part of ['answer expected in', 'possible now    --undo', 'command to orders: do seats', 'seats:1'])
    expect(shown.stdout).toContain(part);
  expect(await cli.run('saga', id, '--retry')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('An attempt is under way'),
  });
  expect(await cli.run('saga', id, '--undo')).toMatchObject({ code: 64, stderr: expect.stringContaining('--yes') });
  const undone = await cli.run('saga', id, '--undo', '--yes', '--json');
  expect(undone).toMatchObject({ code: 0, stderr: 'The saga is being undone.\n' });
  expect(jsonOf<Saga>(undone)).toMatchObject({ status: 'compensating', error: { code: 'cancelled' } });
  expect((await cli.run('saga', id)).stdout).toMatch(/undo requested by .*\n.*\n.*everything is undone: cancelled/);
});

it.each([
  [['saga', randomUUID()], 1, /not found/],
  [['saga', randomUUID(), '--undo', '--yes'], 1, /not found/],
  [['saga', randomUUID(), '--retry', '--undo'], 64, /--undo/],
  [['saga'], 64, /id/],
])('%j ends with %i', async (args, code, message) =>
  expect(await cli.run(...args)).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) }),
);
