import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { defaultCacheFolder } from '@ticketing/local/config';
import { loadConfig } from '../../src/config.ts';
import {
  prepareBooking,
  prepareCatalog,
  prepareLetters,
  prepareListings,
  prepareOrders,
} from '../../src/contract/known-values.ts';
import { fuzz, installSchemathesis } from '../../src/contract/schemathesis.ts';
import { type FuzzSettings, settingsOf } from '../../src/contract/settings.ts';
import { signUpOperator } from '../../src/operator.ts';
import { type Person, signUp } from '../../src/person.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;

let program: string;
let seller: Person;
let listings: string[];
beforeAll(async () => {
  program = await installSchemathesis(join(defaultCacheFolder(), 'schemathesis'));
  // Orders stay open for as long as requests about them are sent.
  await system.restart('orders', { RESERVATION_TTL_SECONDS: '3600' });
  seller = await signUp(storeUrl);
  listings = await prepareListings(seller);
}, 300_000);
afterAll(() => system.restart('orders'), 120_000);

/** Streams that end with the session, so that a request never does. */
const streams = ['followOrders', 'followTickets', 'followBookings'];
/** Operations that end the session of the request: none after them would be signed in. */
const sessionEnding = ['signIn', 'signInWithPasskey', 'answerSecondFactor', 'signOut', 'endSessions', 'resetPassword'];

type Settings = Omit<FuzzSettings, 'storeUrl'>;
const signedIn = ({ cookie }: Person): Settings => ({ cookie });

/** The documents, each with the operations and the people that requests are generated for. */
const runs: [string, string, () => Promise<Settings>][] = [
  ['users', 'auth', async () => ({ ...signedIn(await signUp(storeUrl)), without: sessionEnding })],
  [
    'users',
    'auth: the ends of sessions',
    async () => {
      const person = await signUp(storeUrl);
      const known = { 'body.email': [person.email], 'body.password': [person.password] };
      return { ...signedIn(person), only: sessionEnding, known };
    },
  ],
  [
    'tickets',
    'tickets',
    async () => ({ ...signedIn(seller), without: streams, known: { 'path.id': listings, 'query.ids': listings } }),
  ],
  [
    'performances',
    'catalog',
    async () => {
      const owner = await signUp(storeUrl);
      const { organiserId, venueId, performanceIds, crewId } = await prepareCatalog(owner);
      const known = {
        'path.id': [organiserId, venueId, ...performanceIds],
        'path.userId': [owner.id],
        'path.crewId': [crewId],
        'query.organiserId': [organiserId],
        'body.organiserId': [organiserId],
        'body.venueId': [venueId],
        'body.placeId': ['berlin-de', 'vienna-at'],
        'query.placeId': ['berlin-de'],
      };
      return { ...signedIn(owner), known };
    },
  ],
  [
    'orders',
    'orders',
    async () => {
      const buyer = await signUp(storeUrl);
      const { orderIds } = await prepareOrders(buyer, seller);
      const known = { 'path.id': orderIds, 'body.ticketId': await prepareListings(seller) };
      return { ...signedIn(buyer), without: streams, known };
    },
  ],
  [
    'bookings',
    'bookings',
    async () => {
      // The sagas are for operators; they may book, too.
      const operator = await signUpOperator(system);
      const { performanceId, bookingId } = await prepareBooking(operator, seller);
      const known = { 'path.id': [bookingId], 'body.performanceId': [performanceId] };
      return { ...signedIn(operator), without: streams, known };
    },
  ],
  [
    'payments',
    'payments',
    async () => {
      const buyer = await signUp(storeUrl);
      const { orderIds, paymentIds } = await prepareOrders(buyer, seller);
      const tokens = ['tok_visa', 'tok_chargeDeclined'];
      const known = {
        'path.id': paymentIds,
        'query.orderId': orderIds,
        'body.orderId': orderIds,
        'body.token': tokens,
      };
      return { ...signedIn(buyer), known };
    },
  ],
  [
    'ops',
    'ops',
    async () => {
      const operator = await signUpOperator(system);
      return { ...signedIn(operator), known: { 'path.id': await prepareLetters(system, operator) } };
    },
  ],
];

it.each(runs)(
  'GET /api/%s/openapi.json describes every response (%s)',
  async (path, name, settings) => {
    const folder = join(loadConfig().home, 'contract', name.replaceAll(/\W+/g, '-'));
    const given = { program, folder, documentUrl: `${storeUrl}/api/${path}/openapi.json` };
    const found = await fuzz({ ...given, settings: settingsOf({ storeUrl, ...(await settings()) }) });

    const { isComplete, selected, tested, failures, errors, output } = found;
    if (failures.length > 0 || errors.length > 0 || !isComplete) throw new Error(output);
    expect([selected > 0, tested]).toEqual([true, selected]);
  },
  540_000,
);
