import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf } from '@ticketing/testing/api';
import { recentMs } from '../src/domain/authentication.ts';
import { maxPasskeys } from '../src/domain/passkey.ts';
import { challengeSeconds } from '../src/second-factors/challenges.ts';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';
import { claimsOf, factorSteps, type Person, password } from './factor-fixture.ts';
import { type CeremonyOptions, type SoftwareAuthenticator, softwareAuthenticator } from './software-authenticator.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const { givenPerson, givenEnrolled, givePassword, isSignedIn, nextCode } = factorSteps(() => auth);

interface Started {
  challenge: string;
  options: { challenge: string; user: { id: string }; excludeCredentials: unknown[] };
}
const start = async (person: Browser) => (await person.request('POST', 'factors/passkeys/options')).body as Started;
async function add(person: Browser, device: SoftwareAuthenticator, name = 'Laptop', ceremony?: CeremonyOptions) {
  const { challenge, options } = await start(person);
  const passkey = device.create(options, ceremony);
  return person.request('POST', 'factors/passkeys', { challenge, name, passkey });
}
async function givenPasskey(): Promise<{ person: Person; device: SoftwareAuthenticator }> {
  const [person, device] = [await givenPerson(), softwareAuthenticator()];
  expect(await add(person, device)).toMatchObject({ status: 201 });
  return { person, device };
}
async function enter(device: SoftwareAuthenticator, ceremony?: CeremonyOptions) {
  const browser = openBrowser(auth.api);
  const { challenge, options } = (await browser.request('POST', 'signin/passkey/options')).body as Started;
  const body = { challenge, passkey: device.get(options, ceremony) };
  return { browser, body, answer: await browser.request('POST', 'signin/passkey', body) };
}

describe('adding a passkey', () => {
  it('gives recovery codes with the first one, ends other sessions, and lists it by its name', async () => {
    const [person, phone, device] = [await givenPerson(), openBrowser(auth.api), softwareAuthenticator()];
    await phone.request('POST', 'signin', { email: person.email, password });
    const answer = await add(person, device, ' Lea’s laptop ');

    expect(answer).toMatchObject({ status: 201, body: { id: device.id, recoveryCodes: expect.any(Array) } });
    expect(await Promise.all([person, phone].map(isSignedIn))).toEqual([true, false]);
    expect(claimsOf(person).amr).toEqual(['pwd', 'hwk', 'mfa']);
    expect(await person.request('GET', 'factors')).toMatchObject({
      body: {
        totp: null,
        passkeys: [{ id: device.id, name: 'Lea’s laptop', lastUsedAt: null }],
        recoveryCodesLeft: 10,
      },
    });
    expect(await add(person, softwareAuthenticator())).toMatchObject({ status: 201, body: { recoveryCodes: null } });
  });

  it('asks for a key that its device protects and finds by itself, and for no known one', async () => {
    const { person, device } = await givenPasskey();
    expect((await start(person)).options).toMatchObject({
      rp: { id: 'ticketing.example' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: [{ id: device.id }],
    });
  });

  it.each([
    ['of another site', { origin: 'https://elsewhere.example' }],
    ['whose owner was not verified', { isUserVerified: false }],
  ])('refuses one %s', async (_which, ceremony) => {
    const answer = await add(await givenPerson(), softwareAuthenticator(), 'Laptop', ceremony);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['passkey_invalid']]);
  });

  it('refuses another challenge, one that was answered, one of another person, and a known passkey', async () => {
    const [person, other] = [await givenPerson(), await givenPerson()];
    const device = softwareAuthenticator();
    const { challenge, options } = await start(person);
    const body = { challenge, name: 'Laptop', passkey: device.create(options) };
    const foreign = await other.request('POST', 'factors/passkeys', body);
    const wrong = softwareAuthenticator().create({ ...options, challenge: (await start(person)).options.challenge });
    expect(codesOf(foreign)).toEqual(['challenge_invalid']);
    expect(codesOf(await person.request('POST', 'factors/passkeys', { ...body, passkey: wrong }))).toEqual([
      'passkey_invalid',
    ]);
    expect((await person.request('POST', 'factors/passkeys', body)).status).toBe(201);
    expect(codesOf(await person.request('POST', 'factors/passkeys', body))).toEqual(['challenge_invalid']);
    expect(codesOf(await add(other, device))).toEqual(['factor_exists']);
  });

  it('needs a recent proof, and is limited', async () => {
    const { person } = await givenPasskey();
    const userId = claimsOf(person).id;
    const some = { name: 'x', publicKey: 'x', counter: 0, transports: [], createdAt: new Date(), userId };
    await auth.connection
      .collection<{ _id: string }>('passkeys')
      .insertMany(Array.from({ length: maxPasskeys - 1 }, (_, at) => ({ ...some, _id: `${userId}-${at}` })));
    expect(codesOf(await person.request('POST', 'factors/passkeys/options'))).toEqual(['too_many_passkeys']);
    auth.advance(recentMs + 1_000);
    expect(codesOf(await person.request('POST', 'factors/passkeys/options'))).toEqual(['reauthentication_required']);
  });
});

describe('signing in with a passkey', () => {
  it('needs no password, and is two factors', async () => {
    const { person, device } = await givenPasskey();
    const { browser, answer } = await enter(device);
    expect(answer).toMatchObject({ status: 200, body: { email: person.email } });
    expect(claimsOf(browser).amr).toEqual(['hwk', 'mfa']);
    const { body } = await browser.request('GET', 'factors');
    expect(body).toMatchObject({ passkeys: [{ lastUsedAt: expect.any(String) }] });
  });

  it.each([
    ['for another site', { origin: 'https://elsewhere.example' }],
    ['without a verified owner', { isUserVerified: false }],
    ['by a copy, whose counter is behind', { counter: 1 }],
  ])('is refused %s', async (_which, ceremony) => {
    const { device } = await givenPasskey();
    expect((await enter(device)).answer.status).toBe(200);
    const { answer, browser } = await enter(device, ceremony);
    expect([answer.status, codesOf(answer), [...browser.cookies]]).toEqual([400, ['passkey_refused'], []]);
  });

  it('is refused for an unknown passkey, one with the wrong key, and one of another account', async () => {
    const [{ device }, { device: other }] = [await givenPasskey(), await givenPasskey()];
    expect(codesOf((await enter(softwareAuthenticator())).answer)).toEqual(['passkey_refused']);
    const { browser, body } = await enter(softwareAuthenticator());
    const { challenge, options } = (await browser.request('POST', 'signin/passkey/options')).body as Started;
    const forged = { ...(body.passkey as object), ...other.get(options), id: device.id, rawId: device.id };
    expect(codesOf(await browser.request('POST', 'signin/passkey', { challenge, passkey: forged }))).toEqual([
      'passkey_refused',
    ]);
  });

  it('answers a challenge once, by one of several at a time, and within five minutes', async () => {
    const { device } = await givenPasskey();
    const browser = openBrowser(auth.api);
    const { challenge, options } = (await browser.request('POST', 'signin/passkey/options')).body as Started;
    const body = { challenge, passkey: device.get(options, { counter: 0 }) };
    await auth.connection
      .collection<{ _id: string }>('passkeys')
      .updateOne({ _id: device.id }, { $set: { counter: 0 } });
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => openBrowser(auth.api).request('POST', 'signin/passkey', body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);

    const late = (await browser.request('POST', 'signin/passkey/options')).body as Started;
    auth.advance(challengeSeconds * 1_000);
    const answer = await browser.request('POST', 'signin/passkey', {
      challenge: late.challenge,
      passkey: device.get(late.options),
    });
    expect(codesOf(answer)).toEqual(['challenge_invalid']);
  });
});

describe('a passkey as the second step', () => {
  it('signs in after the password; a challenge of one kind is none of the other', async () => {
    const { person, device } = await givenPasskey();
    const { browser, challenge, hasTotp, passkeyOptions } = await givePassword(person.email);
    expect([hasTotp, passkeyOptions?.allowCredentials]).toMatchObject([false, [{ id: device.id }]]);
    const passkey = device.get(passkeyOptions ?? { challenge: '' });

    expect(codesOf(await browser.request('POST', 'signin/passkey', { challenge, passkey }))).toEqual([
      'challenge_invalid',
    ]);
    expect((await browser.request('POST', 'signin/second-factor', { challenge, passkey })).status).toBe(200);
    expect(claimsOf(browser).amr).toEqual(['pwd', 'hwk', 'mfa']);
  });

  it('is refused from the device of another account', async () => {
    const [{ person }, { device }] = [await givenPasskey(), await givenPasskey()];
    const { browser, challenge, passkeyOptions } = await givePassword(person.email);
    const passkey = device.get(passkeyOptions ?? { challenge: '' });
    expect(codesOf(await browser.request('POST', 'signin/second-factor', { challenge, passkey }))).toEqual([
      'invalid_code',
    ]);
  });
});

describe('removing a passkey', () => {
  const remove = (person: Browser, id: string, body: object = { password }) =>
    person.request('POST', `factors/passkeys/${id}/removal`, body);

  it('ends its use; with the last factor, the second step and the recovery codes go', async () => {
    const { person, device } = await givenPasskey();
    expect(codesOf(await remove(person, device.id, { password: 'guess' }))).toEqual(['wrong_password']);
    expect((await remove(person, device.id)).status).toBe(204);
    expect(codesOf((await enter(device)).answer)).toEqual(['passkey_refused']);
    expect(await person.request('GET', 'factors')).toMatchObject({ body: { passkeys: [], recoveryCodesLeft: 0 } });
    expect((await openBrowser(auth.api).request('POST', 'signin', { email: person.email, password })).status).toBe(200);
    expect((await remove(person, device.id)).status).toBe(404);
  });

  it('leaves the other factor, and another person’s passkeys', async () => {
    const [{ person, secret }, other, device] = [await givenEnrolled(), await givenPasskey(), softwareAuthenticator()];
    await add(person, device);
    expect((await remove(person, other.device.id)).status).toBe(404);
    expect((await remove(person, device.id, { code: nextCode(secret) })).status).toBe(204);
    expect(claimsOf(person).amr).toEqual(['pwd', 'otp', 'mfa', 'hwk']);
    expect(await givePassword(person.email)).toMatchObject({ hasTotp: true, passkeyOptions: null });
    expect((await enter(other.device)).answer.status).toBe(200);
  });

  it('of both factors at once leaves no second step that nobody can take', async () => {
    const [{ person }, device] = [await givenEnrolled(), softwareAuthenticator()];
    await add(person, device);
    const tabs = [person.copy(), person.copy()] as const;
    await Promise.all([remove(tabs[0], device.id), tabs[1].request('POST', 'factors/totp/removal', { password })]);
    const { email } = person;
    const userId = String(claimsOf(person).id);
    const user = await auth.connection.collection('users').findOne({ email });
    const { totp, passkeys } = await auth.useCases.listFactors(userId);
    expect(user?.hasSecondFactor).toBe(totp !== null || passkeys.length > 0);
  });
});
