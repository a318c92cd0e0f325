import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';
import { factorSteps, password } from './factor-fixture.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth({ operatorsNeedSecondFactor: true });
});
afterAll(() => auth.stop());

const { codeAt, givenPerson, givenEnrolled, givePassword } = factorSteps(() => auth);
const rolesOf = async (browser: Browser) => {
  const { body } = await browser.request('GET', 'currentuser');
  const { roles, withheldRoles } = (body as { currentUser: { roles: string[]; withheldRoles: string[] } }).currentUser;
  return { roles, withheldRoles };
};
const makeOperator = (email: string) =>
  auth.connection.collection('users').updateOne({ email }, { $set: { roles: ['operator'] } });

it('withholds the role of an operator until the session has a second factor, and after it is removed', async () => {
  const person = await givenPerson();
  await makeOperator(person.email);
  const browser = openBrowser(auth.api);
  await browser.request('POST', 'signin', { email: person.email, password });
  expect(await rolesOf(browser)).toEqual({ roles: [], withheldRoles: ['operator'] });

  const { secret } = (await browser.request('POST', 'factors/totp')).body as { secret: string };
  await browser.request('POST', 'factors/totp/confirm', { code: codeAt(secret) });
  expect(await rolesOf(browser)).toEqual({ roles: ['operator'], withheldRoles: [] });
  await browser.request('POST', 'refresh');
  expect(await rolesOf(browser)).toEqual({ roles: ['operator'], withheldRoles: [] });

  await browser.request('POST', 'factors/totp/removal', { password });
  expect(await rolesOf(browser)).toEqual({ roles: [], withheldRoles: ['operator'] });
});

it('gives it after a sign-in with a recovery code', async () => {
  const { person, recoveryCodes } = await givenEnrolled();
  await makeOperator(person.email);
  const { browser, challenge } = await givePassword(person.email);
  await browser.request('POST', 'signin/second-factor', { challenge, recoveryCode: recoveryCodes[0] });
  expect(await rolesOf(browser)).toEqual({ roles: ['operator'], withheldRoles: [] });
});
