import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Answer } from '@ticketing/testing/api';
import { Secret, TOTP } from 'otpauth';
import type { AuthFixture } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';

export const password = 'correct horse';
export const stepMs = 30_000;

export type Person = Browser & { email: string };
export interface Enrolled {
  person: Person;
  secret: string;
  recoveryCodes: string[];
}

/** What the API asks for after the password. */
export interface SecondFactor {
  challenge: string;
  expiresAt: string;
  hasTotp: boolean;
  passkeyOptions: { challenge: string; allowCredentials: { id: string }[] } | null;
}
export const secondFactorIn = ({ body }: Answer) => (body as { secondFactor: SecondFactor }).secondFactor;

/** The steps of people with second factors, against a running service. */
export function factorSteps(auth: () => AuthFixture) {
  const codeAt = (secret: string, at = auth().now()): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

  const steps = {
    /** The code that an app shows now. */
    codeAt,
    /** A code that was not used yet: the clock moves to the next one. */
    nextCode(secret: string): string {
      auth().advance(stepMs);
      return codeAt(secret);
    },
    async givenPerson(): Promise<Person> {
      const browser = openBrowser(auth().api);
      const email = `${randomUUID()}@example.com`;
      expect(await browser.request('POST', 'signup', { email, password })).toMatchObject({ status: 201 });
      return { ...browser, email };
    },
    async givenEnrolled(): Promise<Enrolled> {
      const person = await steps.givenPerson();
      const { secret } = (await person.request('POST', 'factors/totp')).body as { secret: string };
      const answer = await person.request('POST', 'factors/totp/confirm', { code: codeAt(secret) });
      expect(answer).toMatchObject({ status: 200 });
      return { person, secret, ...(answer.body as { recoveryCodes: string[] }) };
    },
    /** Gives the password in a new browser. */
    async givePassword(email: string, browser = openBrowser(auth().api)) {
      const answer = await browser.request('POST', 'signin', { email, password });
      expect(answer).toMatchObject({ status: 403, body: { errors: [{ code: 'second_factor_required' }] } });
      return { browser, ...secondFactorIn(answer) };
    },
    async isSignedIn(browser: Browser): Promise<boolean> {
      const { body } = await browser.request('GET', 'currentuser');
      return (body as { currentUser: unknown }).currentUser !== null;
    },
  };
  return steps;
}

export const claimsOf = ({ cookies }: Browser): Record<string, unknown> => {
  const { jwt } = JSON.parse(Buffer.from(cookies.get('session') ?? '', 'base64').toString()) as { jwt: string };
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
};
