import { describe, expect, it } from '@jest/globals';
import { mailLanguageOf, type User, withChosenLanguage, withNewContact } from './user.ts';

const user: User = {
  id: 'user',
  email: 'a@example.com',
  emailVerifiedAt: null,
  hasSecondFactor: false,
  disabledAt: null,
  passwordHash: '',
  roles: [],
  name: null,
  language: 'en',
  isLanguageChosen: false,
  version: 0,
  contactVersion: 0,
  createdAt: new Date(0),
};

describe('a contact', () => {
  it('is published again when the language changes', () =>
    expect(withNewContact(user, 'de')).toMatchObject({ language: 'de', contactVersion: 1 }));

  it('is published for an account that has none yet', () =>
    expect(withNewContact({ ...user, contactVersion: null }, null)).toMatchObject({
      language: 'en',
      contactVersion: 0,
    }));

  it.each([['en' as const], [null]])('stays as it is for the same language or none', (language) =>
    expect(withNewContact(user, language)).toBeNull(),
  );

  it('stays as it is for another browser once the user has chosen', () =>
    expect(withNewContact({ ...user, isLanguageChosen: true }, 'de')).toBeNull());

  it('follows the choice, also a second one', () =>
    expect(withChosenLanguage({ ...user, isLanguageChosen: true }, 'de')).toMatchObject({
      language: 'de',
      contactVersion: 1,
    }));
});

it.each([
  ['that of the browser while nothing was chosen', false, 'de' as const, 'de'],
  ['that of the account for a browser without one', false, null, 'en'],
  ['the chosen one, whatever the browser prefers', true, 'de' as const, 'en'],
])('the language of a mail is %s', (_what, isLanguageChosen, requested, language) =>
  expect(mailLanguageOf({ ...user, isLanguageChosen }, requested)).toBe(language),
);
