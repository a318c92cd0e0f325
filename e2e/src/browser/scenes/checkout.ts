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
];
