import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, cookieOf, someUser } from '@ticketing/testing/api';
import { recentMs } from '../src/domain/authentication.ts';
import { maxAttempts } from '../src/domain/sign-in-limit.ts';
import { challengeSeconds } from '../src/second-factors/challenges.ts';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { openBrowser } from './browser.ts';
import { claimsOf, factorSteps, password, stepMs } from './factor-fixture.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const { codeAt, nextCode, givenPerson, givenEnrolled, givePassword, isSignedIn } = factorSteps(() => auth);
const answerWith = (browser: ReturnType<typeof openBrowser>, body: object) =>
  browser.request('POST', 'signin/second-factor', body);
const logged = (action: string, outcome = 'success') =>
  expect(auth.securityEvents).toContainEqual(expect.objectContaining({ action, outcome }));

describe('adding an authenticator app', () => {
  it('shows its secret and ten recovery codes once; the database has neither', async () => {
    const person = await givenPerson();
    const started = await person.request('POST', 'factors/totp');
    const { secret, uri } = started.body as { secret: string; uri: string };

    expect(started.status).toBe(201);
    expect(uri).toContain(`secret=${secret}`);
    expect(await person.request('GET', 'factors')).toMatchObject({ body: { totp: null, recoveryCodesLeft: 0 } });
    const confirmed = await person.request('POST', 'factors/totp/confirm', { code: codeAt(secret) });
    const { recoveryCodes } = confirmed.body as { recoveryCodes: string[] };
    expect(recoveryCodes).toHaveLength(10);
    expect(await person.request('GET', 'factors')).toMatchObject({
      body: { totp: { enabledAt: expect.any(String) }, passkeys: [], recoveryCodesLeft: 10 },
    });
    const stored = JSON.stringify(await auth.connection.collection('second_factors').find().toArray());
    for (const shown of [secret, ...recoveryCodes]) expect(stored).not.toContain(shown);
    logged('second-factor-added');
  });

  it('ends all other sessions; this one has given two factors', async () => {
    const person = await givenPerson();
    const [phone, before] = [openBrowser(auth.api), person.copy()];
    await phone.request('POST', 'signin', { email: person.email, password });
    const { secret } = (await person.request('POST', 'factors/totp')).body as { secret: string };
    await person.request('POST', 'factors/totp/confirm', { code: codeAt(secret) });

    expect(await Promise.all([person, phone, before].map(isSignedIn))).toEqual([true, false, false]);
    expect((await phone.request('POST', 'refresh')).status).toBe(401);
    expect(claimsOf(person).amr).toEqual(['pwd', 'otp', 'mfa']);
    await person.request('POST', 'refresh');
    expect(claimsOf(person).amr).toEqual(['pwd', 'otp', 'mfa']);
  });

  it('leaves no session without a factor when somebody signs in with the password at the same time', async () => {
    const person = await givenPerson();
    const { secret } = (await person.request('POST', 'factors/totp')).body as { secret: string };
    const others = Array.from({ length: 6 }, () => openBrowser(auth.api));
    await Promise.all([
      ...others.map((other) => other.request('POST', 'signin', { email: person.email, password })),
      person.request('POST', 'factors/totp/confirm', { code: codeAt(secret) }),
    ]);
    expect(await Promise.all([person, ...others].map(isSignedIn))).toEqual([true, ...others.map(() => false)]);
  });

  it('is refused with a wrong code, without a beginning, and twice', async () => {
    const [person, { person: enrolled }] = [await givenPerson(), await givenEnrolled()];
    const without = await person.request('POST', 'factors/totp/confirm', { code: '123456' });
    const { secret } = (await person.request('POST', 'factors/totp')).body as { secret: string };
    const stale = codeAt(secret, new Date(auth.now().getTime() - 10 * stepMs));
    const wrong = await person.request('POST', 'factors/totp/confirm', { code: stale });
    const second = await enrolled.request('POST', 'factors/totp');

    expect([without, wrong].map(codesOf)).toEqual([['invalid_code'], ['invalid_code']]);
    expect(await isSignedIn(person)).toBe(true);
    expect([second.status, codesOf(second)]).toEqual([409, ['factor_exists']]);
  });

  it('needs the password again 15 minutes after it was given', async () => {
    const person = await givenPerson();
    auth.advance(recentMs + 1_000);
    const late = await person.request('POST', 'factors/totp');
    expect([late.status, codesOf(late)]).toEqual([403, ['reauthentication_required']]);
    const wrong = await person.request('POST', 'reauthentication', { password: 'guess' });
    expect([wrong.status, codesOf(wrong)]).toEqual([400, ['wrong_password']]);
    expect((await person.request('POST', 'reauthentication', { password })).status).toBe(204);
    expect((await person.request('POST', 'factors/totp')).status).toBe(201);
    logged('user-reauthenticated');
    logged('user-reauthenticated', 'failure');
  });

  it('needs a session, and one of this system', async () => {
    expect((await openBrowser(auth.api).request('POST', 'factors/totp')).status).toBe(401);
    const foreign = openBrowser(auth.api, new Map([['session', cookieOf(someUser()).slice('session='.length)]]));
    expect((await foreign.request('POST', 'factors/totp')).status).toBe(404);
    const { id } = claimsOf(await givenPerson());
    const minted = cookieOf({ id: String(id), email: 'a@example.com' }, { sid: undefined }).slice('session='.length);
    expect((await openBrowser(auth.api, new Map([['session', minted]])).request('POST', 'factors/totp')).status).toBe(
      401,
    );
  });
});

describe('signing in with an authenticator app', () => {
  it('begins no session before the code', async () => {
    const { person, secret } = await givenEnrolled();
    const { browser, challenge, hasTotp, passkeyOptions } = await givePassword(person.email);

    expect([hasTotp, passkeyOptions, [...browser.cookies.keys()]]).toEqual([true, null, []]);
    logged('second-factor-requested');
    const answer = await answerWith(browser, { challenge, code: nextCode(secret) });
    expect(answer).toMatchObject({ status: 200, body: { email: person.email } });
    expect(claimsOf(browser).amr).toEqual(['pwd', 'otp', 'mfa']);
    expect([...browser.cookies.keys()].sort()).toEqual(['device', 'refresh', 'session']);
  });

  it('accepts a code with a space, and each code once', async () => {
    const { person, secret } = await givenEnrolled();
    const [first, second] = [await givePassword(person.email), await givePassword(person.email)];
    const code = nextCode(secret);

    expect(
      (await answerWith(first.browser, { challenge: first.challenge, code: `${code.slice(0, 3)} ${code.slice(3)}` }))
        .status,
    ).toBe(200);
    const replayed = await answerWith(second.browser, { challenge: second.challenge, code });
    expect([replayed.status, codesOf(replayed)]).toEqual([400, ['invalid_code']]);
    expect((await answerWith(second.browser, { challenge: second.challenge, code: nextCode(secret) })).status).toBe(
      200,
    );
  });

  it('refuses the code that confirmed the app, and a code from before the last one', async () => {
    const { person, secret } = await givenEnrolled();
    const [confirming, { browser, challenge }] = [codeAt(secret), await givePassword(person.email)];
    expect(codesOf(await answerWith(browser, { challenge, code: confirming }))).toEqual(['invalid_code']);
    auth.advance(2 * stepMs);
    const earlier = codeAt(secret, new Date(auth.now().getTime() - stepMs));
    expect((await answerWith(browser, { challenge, code: codeAt(secret) })).status).toBe(200);
    const again = await givePassword(person.email);
    expect(codesOf(await answerWith(again.browser, { challenge: again.challenge, code: earlier }))).toEqual([
      'invalid_code',
    ]);
  });

  it.each(['code', 'recoveryCode'] as const)(
    'gives one session for one %s that is sent several times at once',
    async (field) => {
      const { person, secret, recoveryCodes } = await givenEnrolled();
      const entrances = await Promise.all(Array.from({ length: 5 }, () => givePassword(person.email)));
      const proof = { [field]: field === 'code' ? nextCode(secret) : recoveryCodes[0] };
      const answers = await Promise.all(
        entrances.map(({ browser, challenge }) => answerWith(browser, { challenge, ...proof })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
    },
  );

  it('is possible with a recovery code, once', async () => {
    const { person, recoveryCodes } = await givenEnrolled();
    const [first, second] = [await givePassword(person.email), await givePassword(person.email)];
    const recoveryCode = recoveryCodes[3]?.toUpperCase().replaceAll('-', ' ');

    expect((await answerWith(first.browser, { challenge: first.challenge, recoveryCode })).status).toBe(200);
    expect(await first.browser.request('GET', 'factors')).toMatchObject({ body: { recoveryCodesLeft: 9 } });
    expect(codesOf(await answerWith(second.browser, { challenge: second.challenge, recoveryCode }))).toEqual([
      'invalid_code',
    ]);
  });

  it('answers a challenge once, within five minutes, and not after the password has changed', async () => {
    const { person, secret, recoveryCodes } = await givenEnrolled();
    const { browser, challenge } = await givePassword(person.email);
    await answerWith(browser, { challenge, code: nextCode(secret) });
    const [answered, late, changed] = [challenge, (await givePassword(person.email)).challenge, 'nonsense'];
    const old = await givePassword(person.email);
    const change = { currentPassword: password, newPassword: 'battery staple' };
    expect((await browser.request('PUT', 'password', change)).status).toBe(200);
    expect(claimsOf(browser).amr).toEqual(['pwd', 'otp', 'mfa']);
    auth.advance(challengeSeconds * 1_000);

    for (const token of [answered, late, old.challenge, changed]) {
      const answer = await answerWith(openBrowser(auth.api), { challenge: token, recoveryCode: recoveryCodes[0] });
      expect([answer.status, codesOf(answer)]).toEqual([400, ['challenge_invalid']]);
    }
    expect(await browser.request('GET', 'factors')).toMatchObject({ body: { recoveryCodesLeft: 10 } });
  });

  it('limits guesses of codes like those of passwords, and the password does not reset the limit', async () => {
    const { person, secret } = await givenEnrolled();
    const code = '000000';
    for (let count = 0; count < maxAttempts.ofAccountAndSubscriber; count += 1) {
      const { browser, challenge } = await givePassword(person.email);
      expect(codesOf(await answerWith(browser, { challenge, code }))).toEqual(['invalid_code']);
    }
    const refused = await openBrowser(auth.api).request('POST', 'signin', { email: person.email, password });
    expect([refused.status, codesOf(refused)]).toEqual([429, ['too_many_attempts']]);
    // The owner's browser is known, and has its own limit.
    const { browser, challenge } = await givePassword(person.email, person);
    expect((await answerWith(browser, { challenge, code: nextCode(secret) })).status).toBe(200);
  });
});

describe('removing an authenticator app', () => {
  it.each(['password', 'code', 'recoveryCode'] as const)(
    'takes its owner’s %s, however young the session is',
    async (field) => {
      const { person, secret, recoveryCodes } = await givenEnrolled();
      const phone = await givePassword(person.email);
      await answerWith(phone.browser, { challenge: phone.challenge, code: nextCode(secret) });
      const proof = { password, code: nextCode(secret), recoveryCode: recoveryCodes[0] }[field];

      expect((await person.request('POST', 'factors/totp/removal', {})).status).toBe(400);
      expect((await person.request('POST', 'factors/totp/removal', { [field]: proof })).status).toBe(204);
      expect(await Promise.all([person, phone.browser].map(isSignedIn))).toEqual([true, false]);
      expect(claimsOf(person).amr).toEqual(['pwd']);
      expect(await person.request('GET', 'factors')).toMatchObject({ body: { totp: null, recoveryCodesLeft: 0 } });
      expect((await openBrowser(auth.api).request('POST', 'signin', { email: person.email, password })).status).toBe(
        200,
      );
      logged('second-factor-removed');
    },
  );

  it('is refused with a wrong proof, and where there is none', async () => {
    const [{ person }, other] = [await givenEnrolled(), await givenPerson()];
    const remove = (body: object) => person.request('POST', 'factors/totp/removal', body);
    expect(codesOf(await remove({ password: 'guess' }))).toEqual(['wrong_password']);
    expect(codesOf(await remove({ code: '000000' }))).toEqual(['invalid_code']);
    expect((await other.request('POST', 'factors/totp/removal', { password })).status).toBe(404);
    logged('second-factor-removed', 'failure');
  });
});

describe('recovery codes', () => {
  it('are replaced by ten others', async () => {
    const { person, recoveryCodes } = await givenEnrolled();
    const answer = await person.request('POST', 'factors/recovery-codes');
    const renewed = (answer.body as { recoveryCodes: string[] }).recoveryCodes;
    expect([answer.status, renewed.length]).toEqual([201, 10]);

    const [old, fresh] = [await givePassword(person.email), await givePassword(person.email)];
    expect(
      codesOf(await answerWith(old.browser, { challenge: old.challenge, recoveryCode: recoveryCodes[0] })),
    ).toEqual(['invalid_code']);
    expect((await answerWith(fresh.browser, { challenge: fresh.challenge, recoveryCode: renewed[0] })).status).toBe(
      200,
    );
    logged('recovery-codes-renewed');
  });

  it('need a second factor and a recent proof', async () => {
    const [person, { person: enrolled }] = [await givenPerson(), await givenEnrolled()];
    expect(codesOf(await person.request('POST', 'factors/recovery-codes'))).toEqual(['no_second_factor']);
    auth.advance(recentMs + 1_000);
    expect(codesOf(await enrolled.request('POST', 'factors/recovery-codes'))).toEqual(['reauthentication_required']);
  });
});

it('a sign-in without a second factor is as it was', async () => {
  const { email } = await givenPerson();
  const answer = await openBrowser(auth.api).request('POST', 'signin', { email, password });
  expect([answer.status, answer.body]).toEqual([200, { id: expect.any(String), email }]);
});

it.each([
  {},
  { challenge: 'x' },
  { challenge: 'x', code: '12345' },
  { challenge: 'x', code: 123456 },
  { challenge: 'x', code: '123456', recoveryCode: 'x' },
  { challenge: 'x', recoveryCode: 'x\0' },
  { challenge: 'x', passkey: {} },
  { challenge: 'x'.repeat(3_000), code: '123456' },
])('refuses an answer that is none: %j', async (body) => {
  expect((await answerWith(openBrowser(auth.api), body)).status).toBe(400);
});
