import { expect, it } from '@jest/globals';
import { judgePage } from '../../src/browser/lighthouse.ts';
import { givenHold, givenListing, release } from '../../src/browser/scenes/people.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;
/** Lighthouse's own bar for "good" is 90. */
const atLeast = 95;

const expectGood = (scores: Awaited<ReturnType<typeof judgePage>>) =>
  expect({
    ...scores,
    isAccessible: scores.accessibility >= atLeast,
    isWellMade: scores.bestPractices >= atLeast,
  }).toMatchObject({ isAccessible: true, isWellMade: true });

it('the browse page is accessible and follows best practices', async () => {
  await givenListing(system);
  expectGood(await judgePage(storeUrl));
}, 180_000);

it('a ticket’s page is accessible and follows best practices', async () => {
  const { ticket } = await givenListing(system);
  expectGood(await judgePage(`${storeUrl}/tickets/${ticket.id}`));
}, 180_000);

it('the checkout is accessible and follows best practices', async () => {
  const held = await givenHold(system);
  expectGood(await judgePage(`${storeUrl}/orders/${held.order.id}`, held.buyer));
  await release(held);
}, 180_000);
