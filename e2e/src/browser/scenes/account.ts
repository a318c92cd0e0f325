import { randomUUID } from 'node:crypto';
import { signIn, signUp } from '../../person.ts';
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
        await page.getByRole('main').getByRole('button', { name: english.account.signin, exact: true }).click();
      },
    }),
    expectedErrors: /400/,
  },
  {
    name: 'signup-common-password',
    shows: english.problems.password_common,
    arrange: async () => ({
      path: '/auth/signup',
      act: async (page) => {
        await page.getByLabel(english.account.email).fill(`${randomUUID()}@example.com`);
        await page.getByLabel(english.account.password).fill('Password2026!');
        await page.getByRole('button', { name: english.account.showCharacters }).click();
        await page.getByRole('main').getByRole('button', { name: english.account.signup }).click();
      },
    }),
    expectedErrors: /400/,
  },
  {
    name: 'account',
    shows: english.account.thisDevice,
    arrange: async ({ storeUrl }) => {
      const person = await signUp(storeUrl);
      await signIn(storeUrl, person);
      return { path: '/account', person };
    },
  },
  {
    name: 'account-password-changed',
    shows: english.account.passwordChanged,
    arrange: async ({ storeUrl }) => {
      const person = await signUp(storeUrl);
      return {
        path: '/account',
        person,
        act: async (page) => {
          await page.getByLabel(english.account.currentPassword).fill(person.password);
          await page.getByLabel(english.account.newPassword).fill('battery staple and more');
          await page.getByRole('button', { name: english.account.changePassword }).click();
        },
      };
    },
  },
  {
    name: 'signout',
    shows: english.account.signoutTitle,
    arrange: async ({ storeUrl }) => ({ path: '/auth/signout', person: await signUp(storeUrl) }),
  },
];
