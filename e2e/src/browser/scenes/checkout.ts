import type { Page } from 'playwright-core';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { english } from './english.ts';
import { givenHold, release } from './people.ts';

/** A checkout with the given remaining time, and the buyer's actions there. */
const checkout = async (
  system: System,
  expiresInSeconds: number | null,
  act?: (page: Page) => Promise<unknown>,
): Promise<Arranged> => {
  const held = await givenHold(system, expiresInSeconds);
  return {
    path: `/orders/${held.order.id}`,
    person: held.buyer,
    ...(act && { act }),
    // Regardless of the outcome: paid or expired.
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
    expectedErrors: /402/,
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
        // The button works once the page's scripts run.
        await page.getByRole('button', { name: english.order.release, disabled: false }).waitFor();
        await page.context().setOffline(true);
      }),
    expectedErrors: /ERR_INTERNET_DISCONNECTED/,
  },
];
