import { moveExpiry } from '@ticketing/local/expiry';
import type { Page } from 'playwright-core';
import { type BookedParty, bookingBecomes, bookParty, payBooking } from '../../bookings.ts';
import { openDeparture } from '../../performance.ts';
import { type BookingBody, type Person, signUp } from '../../person.ts';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { payWith } from './checkout.ts';
import { english } from './english.ts';

const { bookings } = english;
export const passengers = ['Ada Lovelace', 'Grace Brewster Murray Hopper'] as const;

/** A departure that orders knows. */
export async function givenDeparture({ storeUrl }: Pick<System, 'storeUrl'>) {
  const [organiser, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
  return { performanceId: await openDeparture(organiser), organiser, buyer };
}

async function departurePage(system: System, act: (page: Page) => Promise<unknown>): Promise<Arranged> {
  const { performanceId, buyer } = await givenDeparture(system);
  return { path: `/events/${performanceId}`, person: buyer, act };
}

interface Held {
  organiser: Person;
  buyer: Person;
  booking: BookedParty;
  performanceId: string;
}

/** A party that holds its seats. @param names of the passengers; none by default */
async function givenBooking(system: System, names?: readonly string[]): Promise<Held> {
  const departure = await givenDeparture(system);
  const { buyer, performanceId } = departure;
  const booking = await bookParty(buyer, performanceId, { ...(names && { passengers: names }) });
  return { ...departure, booking };
}

/** Its page, and what brings it into its state. */
async function bookingPage(
  system: System,
  prepare: (held: Held) => Promise<unknown> = async () => undefined,
  act?: (page: Page, held: Held) => Promise<unknown>,
): Promise<Arranged> {
  const held = await givenBooking(system, passengers);
  await prepare(held);
  const { buyer, booking } = held;
  const leave = () => buyer.request('DELETE', `/api/bookings/${booking.id}`).then(() => undefined);
  const path = `/bookings/${booking.id}`;
  return { path, person: buyer, leave, ...(act && { act: (page: Page) => act(page, held) }) };
}

interface ShownBooking extends BookingBody {
  version: number;
  serverTime: string;
}

/** Shows a state that passes too quickly to be looked at: the browser reads it instead of the booking's own. */
const seenAs = async (page: Page, { booking }: Held, change: (booking: ShownBooking) => object): Promise<void> => {
  await page.route(`**/api/bookings/${booking.id}`, async (route) => {
    const json = (await (await route.fetch()).json()) as ShownBooking;
    await route.fulfill({ json: { ...json, version: json.version + 1, ...change(json) } });
  });
  // The page reads again when the network is back.
  await page.getByRole('button', { name: bookings.cancel.open, disabled: false }).waitFor();
  await page.evaluate("window.dispatchEvent(new Event('online'))");
};

const chooseBest = (page: Page) => page.getByRole('button', { name: /^2 for / }).click();

const cancelled = ({ buyer, booking }: Held) => buyer.expect(204, 'DELETE', `/api/bookings/${booking.id}`);

/** Cancels the whole departure after its tickets were sold. */
async function departureCancelled({ organiser, buyer, booking, performanceId }: Held): Promise<void> {
  await payBooking(buyer, booking);
  const reason = 'The line is closed after a storm';
  await organiser.expect(200, 'POST', `/api/performances/${performanceId}/cancellation`, { reason });
}

const departureScenes: Scene[] = [
  {
    name: 'departure-passengers',
    shows: bookings.passengers.title,
    arrange: (system) => departurePage(system, chooseBest),
  },
  {
    name: 'departure-incomplete',
    shows: english.problems.passenger_name_missing,
    arrange: (system) =>
      departurePage(system, async (page) => {
        await chooseBest(page);
        await page.getByLabel('Passenger 1').fill(passengers[0]);
        await page.getByRole('button', { name: english.event.choice.book, exact: true }).click();
      }),
  },
];

const stageScenes: Scene[] = [
  {
    name: 'booking-reserving',
    shows: bookings.stages.reserving.title,
    arrange: (system) =>
      bookingPage(system, undefined, (page, held) =>
        seenAs(page, held, () => ({ status: 'reserving', order: undefined })),
      ),
  },
  { name: 'booking-to-pay', shows: bookings.stages.awaiting_payment.title, arrange: (system) => bookingPage(system) },
  {
    name: 'booking-red',
    shows: bookings.stages.awaiting_payment.title,
    arrange: (system) =>
      bookingPage(system, undefined, (page, held) =>
        seenAs(page, held, ({ order, serverTime }) => ({
          order: { ...order, expiresAt: new Date(Date.parse(serverTime) + 55_000).toISOString() },
        })),
      ),
  },
  {
    name: 'booking-asking',
    shows: bookings.cancel.question,
    arrange: (system) =>
      bookingPage(system, undefined, (page) => page.getByRole('button', { name: bookings.cancel.open }).click()),
  },
  {
    name: 'booking-issuing',
    shows: bookings.stages.issuing.title,
    arrange: (system) =>
      bookingPage(system, undefined, (page, held) => seenAs(page, held, () => ({ status: 'issuing' }))),
  },
  {
    name: 'booking-complete',
    shows: bookings.complete.number,
    arrange: (system) => bookingPage(system, ({ buyer, booking }) => payBooking(buyer, booking)),
  },
  {
    name: 'booking-cancelling',
    shows: bookings.cancellingTitle,
    arrange: (system) =>
      bookingPage(system, undefined, (page, held) =>
        seenAs(page, held, () => ({ status: 'cancelling', cancelReason: 'cancelled' })),
      ),
  },
  {
    name: 'booking-cancelled',
    shows: bookings.reasons.cancelled.title,
    arrange: (system) => bookingPage(system, cancelled),
  },
  {
    name: 'booking-expired',
    shows: bookings.reasons.expired.title,
    arrange: (system) =>
      bookingPage(system, async ({ buyer, booking }) => {
        await moveExpiry(system.addresses.databases.orders, booking.order.id, -1);
        await bookingBecomes(buyer, booking.id, 'cancelled');
      }),
  },
  {
    name: 'booking-journey-cancelled',
    shows: bookings.reasons.journey_cancelled.title,
    arrange: (system) => bookingPage(system, departureCancelled),
  },
  {
    name: 'booking-connection-lost',
    shows: bookings.connectionLostTitle,
    arrange: (system) =>
      bookingPage(system, undefined, async (page) => {
        await page.getByRole('button', { name: bookings.cancel.open, disabled: false }).waitFor();
        await page.context().setOffline(true);
      }),
    expectedErrors: /ERR_INTERNET_DISCONNECTED/,
  },
];

const listScenes: Scene[] = [
  {
    name: 'bookings',
    shows: bookings.status.complete,
    async arrange({ storeUrl }) {
      const { performanceId, buyer } = await givenDeparture({ storeUrl });
      const [paid, undone, held] = [
        await bookParty(buyer, performanceId, { passengers }),
        await bookParty(buyer, performanceId),
        await bookParty(buyer, performanceId),
      ];
      await payBooking(buyer, paid);
      await buyer.expect(204, 'DELETE', `/api/bookings/${undone.id}`);
      await bookingBecomes(buyer, undone.id, 'cancelled');
      const leave = () => buyer.request('DELETE', `/api/bookings/${held.id}`).then(() => undefined);
      return { path: '/bookings', person: buyer, leave };
    },
  },
  {
    name: 'bookings-empty',
    shows: bookings.emptyTitle,
    arrange: async ({ storeUrl }) => ({ path: '/bookings', person: await signUp(storeUrl) }),
  },
  {
    name: 'receipt-of-booking',
    shows: english.order.backToBooking,
    async arrange(system) {
      const { buyer, booking } = await givenBooking(system);
      return { path: `/orders/${booking.order.id}`, person: buyer, act: (page) => payWith(page, 'success') };
    },
  },
];

export const bookingScenes: Scene[] = [...departureScenes, ...stageScenes, ...listScenes];
