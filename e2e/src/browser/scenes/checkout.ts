import type { Page } from 'playwright-core';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { english } from './english.ts';
import { givenHold, release } from './people.ts';

/** The checkout of somebody who has so many seconds left, and what they do there. */
const checkout = async (
  system: System,
  endsInSeconds: number | null,
  act?: (page: Page) => Promise<unknown>,
): Promise<Arranged> => {
  const held = await givenHold(system, endsInSeconds);
  return {
    path: `/orders/${held.order.id}`,
    person: held.buyer,
    ...(act && { act }),
    // Whatever has become of it: paid, or over.
    leave: () => release(held).catch(() => undefined),
  };
};

/** Fills in one of the test cards and pays with it. */
export async function payWith(page: Page, card: keyof typeof english.pay.cards): Promise<void> {
  await page.getByRole('button', { name: english.pay.cards[card], exact: true }).click();
  await page.getByRole('button', { name: /^Pay / }).click();
}

export const checkoutScenes: Scene[] = [
  {
    name: 'checkout',
    shows: english.order.release,
    arrange: (system) => checkout(system, 14 * 60 + 30),
  },
  { name: 'checkout-amber', shows: english.order.release, arrange: (system) => checkout(system, 200) },
  { name: 'checkout-red', shows: english.order.release, arrange: (system) => checkout(system, 55) },
  {
    name: 'checkout-releasing',
    shows: english.order.releaseQuestion,
    arrange: (system) =>
      checkout(system, 14 * 60 + 30, (page) => page.getByRole('button', { name: english.order.release }).click()),
  },
  {
    name: 'checkout-incomplete',
    shows: english.problems.card_number_invalid,
    arrange: (system) => checkout(system, null, (page) => page.getByRole('button', { name: /^Pay / }).click()),
  },
  {
    name: 'checkout-declined',
    shows: english.pay.declinedTitle,
    arrange: (system) => checkout(system, null, (page) => payWith(page, 'declined')),
    complains: /402/,
  },
  {
    name: 'checkout-bank',
    shows: 'Complete authentication',
    arrange: (system) => checkout(system, null, (page) => payWith(page, 'threeDSecure')),
  },
  {
    name: 'checkout-processing',
    shows: english.order.processingTitle,
    arrange: (system) => checkout(system, null, (page) => payWith(page, 'slow')),
  },
  {
    name: 'checkout-connection-lost',
    shows: english.order.connectionLostTitle,
    arrange: (system) =>
      checkout(system, 14 * 60 + 30, async (page) => {
        // It can be pressed once the page's scripts run.
        await page.getByRole('button', { name: english.order.release, disabled: false }).waitFor();
        await page.context().setOffline(true);
      }),
    complains: /ERR_INTERNET_DISCONNECTED/,
  },
];
