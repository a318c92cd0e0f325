import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maxAttempts } from '../src/domain/sign-in-limit.ts';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const password = 'correct horse';
const from = (address: string) => ({ 'x-forwarded-for': address });
let [nextHost, nextNetwork] = [0, 0];
/** An address that no other test uses. */
const someAddress = () => {
  nextHost += 1;
  return `198.51.${Math.floor(nextHost / 250)}.${(nextHost % 250) + 1}`;
};
const someNetwork = () => {
  nextNetwork += 1;
  return `2001:db8:0:${nextNetwork.toString(16)}`;
};

async function givenUser(): Promise<Browser & { email: string }> {
  const browser = openBrowser(auth.api);
  const email = `${randomUUID()}@example.com`;
  const headers = from(someAddress());
  expect(await browser.request('POST', 'signup', { email, password }, headers)).toMatchObject({ status: 201 });
  return { ...browser, email };
}
const enter = async (email: string, given: string, address: string, browser = openBrowser(auth.api)) =>
  (await browser.request('POST', 'signin', { email, password: given }, from(address))).status;
const guess = (email: string, address: string) => enter(email, `guess ${randomUUID()}`, address);
const guessTimes = async (times: number, email: () => string, address: (at: number) => string) =>
  Promise.all(Array.from({ length: times }, (_, at) => guess(email(), address(at))));
const passed = (statuses: number[]) => statuses.filter((status) => status === 400).length;

describe('guessing', () => {
  it('at one account from many addresses is limited, and the owner can still sign in at a known device', async () => {
    const owner = await givenUser();
    const addresses = Array.from({ length: 10 }, someAddress);
    const statuses: number[] = [];
    for (let round = 0; round < 10; round += 1)
      statuses.push(
        ...(await guessTimes(
          10,
          () => owner.email,
          (at) => addresses[at] as string,
        )),
      );

    expect(passed(statuses)).toBe(maxAttempts.ofAccount);
    expect(await enter(owner.email, password, someAddress())).toBe(429);
    await owner.request('POST', 'signout');
    expect(owner.cookies.has('device')).toBe(true);
    expect(await enter(owner.email, password, someAddress(), owner)).toBe(200);
    expect(auth.securityEvents).toContainEqual(
      expect.objectContaining({ action: 'user-locked-out', outcome: 'failure' }),
    );
  });

  it('from one IPv6 network counts as from one address', async () => {
    const { email } = await givenUser();
    const network = someNetwork();
    const statuses = await guessTimes(
      12,
      () => email,
      (at) => `${network}:${at}::${at + 1}`,
    );

    expect(passed(statuses)).toBe(maxAttempts.ofAccountAndSubscriber);
    expect(await enter(email, password, `${network}:ffff::1`)).toBe(429);
    expect(await enter(email, password, `${someNetwork()}::1`)).toBe(200);
  });

  it('at many accounts from one address locks out strangers there, but no known device', async () => {
    const [address, resident, stranger] = [someAddress(), await givenUser(), await givenUser()];
    const statuses: number[] = [];
    // Fewer at once than may wait for the password queue.
    while (statuses.length < maxAttempts.ofSubscriber + 20)
      statuses.push(
        ...(await guessTimes(
          20,
          () => `${randomUUID()}@example.com`,
          () => address,
        )),
      );

    expect(passed(statuses)).toBe(maxAttempts.ofSubscriber);
    expect(await enter(stranger.email, password, address)).toBe(429);
    expect(await enter(resident.email, password, address, resident)).toBe(200);
  });

  it('at a known device has its own limit', async () => {
    const owner = await givenUser();
    const thief = owner.copy();
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1)
      statuses.push(await enter(owner.email, `guess ${count}`, someAddress(), thief.copy()));

    expect(passed(statuses)).toBe(maxAttempts.ofDevice);
    expect(await enter(owner.email, password, someAddress(), thief)).toBe(429);
    expect(await enter(owner.email, password, someAddress())).toBe(200);
  });

  it('is not helped by the device of another account, nor by one that was known before the password changed', async () => {
    const [victim, attacker] = [await givenUser(), await givenUser()];
    const before = victim.copy();
    await victim.request('PUT', 'password', { currentPassword: password, newPassword: 'battery staple' });
    for (let at = 0; at < maxAttempts.ofAccount; at += 1) await guess(victim.email, someAddress());

    expect(await enter(victim.email, 'battery staple', someAddress(), attacker)).toBe(429);
    expect(await enter(victim.email, 'battery staple', someAddress(), before)).toBe(429);
    expect(await enter(victim.email, 'battery staple', someAddress(), victim)).toBe(200);
  });
});
