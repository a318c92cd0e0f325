import { randomUUID } from 'node:crypto';
import { signUp } from '../../person.ts';
import type { Scene } from '../scene.ts';
import { english } from './english.ts';

export const accountScenes: Scene[] = [
  { name: 'signup', shows: english.account.passwordHint, arrange: async () => ({ path: '/auth/signup' }) },
  { name: 'signin', shows: english.account.newHere, arrange: async () => ({ path: '/auth/signin' }) },
  {
    name: 'signin-refused',
    shows: english.problems.invalid_credentials,
    arrange: async () => ({
      path: '/auth/signin',
      act: async (page) => {
        await page.getByLabel(english.account.email).fill(`${randomUUID()}@example.com`);
        await page.getByLabel(english.account.password).fill('not the password');
        await page.getByRole('main').getByRole('button', { name: english.account.signin }).click();
      },
    }),
    expectedErrors: /400/,
  },
  {
    name: 'signout',
    shows: english.account.signoutTitle,
    arrange: async ({ storeUrl }) => ({ path: '/auth/signout', person: await signUp(storeUrl) }),
  },
];
