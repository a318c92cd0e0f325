import { expect, it } from '@jest/globals';
import { mayEnter } from './guard.ts';

const door = { port: 3040, token: 'the-token' };
const host = '127.0.0.1:3040';
const own = '/events?token=the-token';

it.each([
  ['an address that was typed', { host }, own],
  ['the name localhost', { host: 'localhost:3040' }, own],
  ['the page itself', { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, own],
  ['the page’s style without the token', { host, 'sec-fetch-site': 'same-origin' }, '/dashboard.css'],
])('lets in %s', (_who, headers, url) => {
  expect(mayEnter({ headers, url }, door)).toBe(true);
});

it.each([
  ['another name that leads here', { host: 'attacker.example:3040' }, own],
  ['no Host', {}, own],
  ['another origin', { host, origin: 'http://attacker.example' }, own],
  ['another port of this machine', { host, origin: 'http://127.0.0.1:3000' }, own],
  ['an origin that is hidden', { host, origin: 'null' }, own],
  ['a link on another site', { host, 'sec-fetch-site': 'cross-site' }, own],
  ['another site for the style', { host, 'sec-fetch-site': 'cross-site' }, '/dashboard.css'],
  ['no token', { host }, '/events'],
  ['a wrong token', { host }, '/events?token=the-tokem'],
  ['a part of the token', { host }, '/events?token=the'],
])('refuses %s', (_who, headers, url) => {
  expect(mayEnter({ headers, url }, door)).toBe(false);
});
