import { describe, expect, it } from '@jest/globals';
import { type User, withNewContact } from './user.ts';

const user: User = {
  id: 'user',
  email: 'a@example.com',
  emailVerifiedAt: null,
  hasSecondFactor: false,
  passwordHash: '',
  roles: [],
  language: 'en',
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
});
