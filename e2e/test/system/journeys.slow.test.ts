import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { payWith } from '../../src/browser/scenes/checkout.ts';
import { english } from '../../src/browser/scenes/english.ts';
import { givenHold, givenListing, orderBecomes, release, ticketBecomes } from '../../src/browser/scenes/people.ts';
import { type Visitor, type VisitorOptions, visit } from '../../src/browser/visitor.ts';
import { readLedger } from '../../src/checker/observe/read-ledger.ts';
import { type Person, signUp } from '../../src/person.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;
const hourMs = 3_600_000;
let browser: Browser;
let present: Visitor[] = [];
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());
afterEach(async () => {
  await Promise.all(present.map((visitor) => visitor.leave()));
  present = [];
});

async function enter(person?: Person, more: Partial<VisitorOptions> = {}): Promise<Visitor> {
  const visitor = await visit(browser, { storeUrl, ...(person && { person }), ...more });
  present.push(visitor);
  return visitor;
}
const isHere = ({ page }: Visitor, text: string) => page.getByText(text).first().waitFor({ timeout: 20_000 });
const chargesOf = async (orderId: string): Promise<number> => {
  const { charges, intents } = await readLedger(system.addresses.stripe ?? '');
  const ofOrder = new Set(intents.filter((intent) => intent.orderId === orderId).map(({ id }) => id));
  return charges.filter(({ intentId, status }) => status === 'succeeded' && ofOrder.has(intentId)).length;
};

describe('paying', () => {
  it('after a decline continues with the same reservation and another card', async () => {
    const { buyer, order } = await givenHold(system, null);
    const visitor = await enter(buyer);
    await visitor.page.goto(`${storeUrl}/orders/${order.id}`);
    await payWith(visitor.page, 'declined');
    await isHere(visitor, english.pay.declinedTitle);
    await payWith(visitor.page, 'success');
    await isHere(visitor, english.order.completeTitle);
    expect(await chargesOf(order.id)).toBe(1);
  }, 120_000);

  it('goes to the bank’s page and back when the card requires 3-D Secure', async () => {
    const { buyer, order } = await givenHold(system, null);
    const visitor = await enter(buyer);
    await visitor.page.goto(`${storeUrl}/orders/${order.id}`);
    await payWith(visitor.page, 'threeDSecure');
    await visitor.page.getByRole('button', { name: 'Complete authentication' }).click();
    await isHere(visitor, english.order.completeTitle);
    expect(await chargesOf(order.id)).toBe(1);
  }, 120_000);

  it('charges once for a double click, a reload and a second tab', async () => {
    const { buyer, order } = await givenHold(system, null);
    const visitor = await enter(buyer);
    const second = await visitor.context.newPage();
    const pages = [visitor.page, second];
    for (const page of pages) {
      await page.goto(`${storeUrl}/orders/${order.id}`);
      await page.getByRole('button', { name: english.pay.cards.success, exact: true }).click();
    }
    const pay = (page: Page) => page.getByRole('button', { name: /^Pay / }).dblclick({ timeout: 5_000 });
    // One tab may be so fast that the other shows the paid order before its button is clicked.
    const pressed = await Promise.allSettled(pages.map(pay));
    expect(pressed.map(({ status }) => status)).toContain('fulfilled');
    await visitor.page.reload();
    for (const page of pages) await page.getByText(english.order.completeTitle).first().waitFor({ timeout: 20_000 });
    expect(await chargesOf(order.id)).toBe(1);
  }, 120_000);

  it('that loses its connection eventually shows the outcome', async () => {
    const { buyer, order } = await givenHold(system, null);
    const visitor = await enter(buyer);
    await visitor.page.goto(`${storeUrl}/orders/${order.id}`);
    // The charge succeeds, but its response is lost.
    await visitor.page.route('**/api/payments/*/settlement', (route) => route.abort('connectionreset'), { times: 1 });
    await payWith(visitor.page, 'success');
    await isHere(visitor, english.order.completeTitle);
    expect(await chargesOf(order.id)).toBe(1);
  }, 120_000);
});

describe('a reservation', () => {
  it('that is not paid expires on the screen, and one tap reserves the ticket again', async () => {
    const held = await givenHold(system, 3);
    const visitor = await enter(held.buyer);
    await visitor.page.goto(`${storeUrl}/orders/${held.order.id}`);
    await isHere(visitor, english.order.expiredTitle);
    await ticketBecomes(held.buyer, held.ticket.id, 'available');
    await visitor.page.getByRole('button', { name: english.order.reserveAgain }).click();
    await isHere(visitor, english.order.release);
    expect(visitor.page.url()).not.toContain(held.order.id);
    expect(visitor.problems).toEqual([]);
  }, 120_000);

  it.each([-hourMs, hourMs])(
    'counts down by the server’s clock when the device’s clock is off by %i ms',
    async (offMs) => {
      const held = await givenHold(system, 600);
      const visitor = await enter(held.buyer);
      await visitor.page.clock.install({ time: new Date(Date.now() + offMs) });
      await visitor.page.goto(`${storeUrl}/orders/${held.order.id}`);
      const timer = visitor.page.getByRole('timer', { name: english.hold.timeLeft });
      expect(await timer.first().textContent()).toMatch(/\b(9|10):\d\d/);
      await release(held);
    },
    60_000,
  );

  it('is won by one of two concurrent buyers, and the other is told', async () => {
    const { ticket } = await givenListing(system);
    const rivals = await Promise.all([1, 2].map(async () => enter(await signUp(storeUrl))));
    for (const { page } of rivals) await page.goto(`${storeUrl}/tickets/${ticket.id}`);
    const pressAndSee = ({ page }: Visitor) => {
      // The slower buyer's page may update before the click; then there is no button.
      page
        .getByRole('button', { name: english.ticket.reserve })
        .click()
        .catch(() => undefined);
      const isTold = page.getByText(english.ticket.heldTitle).first().waitFor();
      return Promise.race([page.waitForURL('**/orders/*').then(() => 'won'), isTold.then(() => 'told')]);
    };
    const became = await Promise.all(rivals.map(pressAndSee));
    expect(became.toSorted()).toEqual(['told', 'won']);
  }, 60_000);
});

describe('other users’ actions', () => {
  it('appear on a ticket’s page without a reload: reserved, then available again', async () => {
    const { ticket } = await givenListing(system);
    const [watcher, buyer] = await Promise.all([enter(await signUp(storeUrl)), signUp(storeUrl)]);
    await watcher.page.goto(`${storeUrl}/tickets/${ticket.id}`);
    await isHere(watcher, english.ticket.reserve);
    const order = await buyer.expect<{ id: string }>(201, 'POST', '/api/orders', { ticketId: ticket.id });
    await isHere(watcher, english.ticket.heldTitle);
    await buyer.expect(204, 'DELETE', `/api/orders/${order.id}`);
    await isHere(watcher, english.ticket.reserve);
    expect(watcher.problems).toEqual([]);
  }, 60_000);

  it('appear on the order’s page when it is paid in another window', async () => {
    const { buyer, order } = await givenHold(system, null);
    const visitor = await enter(buyer);
    await visitor.page.goto(`${storeUrl}/orders/${order.id}`);
    await isHere(visitor, english.order.release);
    await buyer.expect(201, 'POST', '/api/payments', { orderId: order.id, token: 'tok_visa' });
    await isHere(visitor, english.order.completeTitle);
  }, 60_000);

  it('lock a reserved listing, and unlock it after the release', async () => {
    const held = await givenHold(system);
    await ticketBecomes(held.seller, held.ticket.id, 'reserved');
    const seller = await enter(held.seller);
    await seller.page.goto(`${storeUrl}/tickets/${held.ticket.id}/edit`);
    await isHere(seller, english.listing.lockedHeld);
    await release(held);
    await ticketBecomes(held.seller, held.ticket.id, 'available');
    await seller.page.reload();
    await seller.page.getByLabel(english.listing.price).fill('51.50');
    await seller.page.getByRole('button', { name: english.listing.save }).click();
    await isHere(seller, '$51.50');
  }, 60_000);
});

it('signing out ends the session in every tab', async () => {
  const visitor = await enter(await signUp(storeUrl));
  const other = await visitor.context.newPage();
  await other.goto(`${storeUrl}/orders`);
  await visitor.page.goto(`${storeUrl}/auth/signout`);
  await visitor.page.getByRole('main').getByRole('button', { name: english.account.signout }).click();
  await isHere(visitor, english.account.signedOutTitle);
  await other.reload();
  await other.waitForURL('**/auth/signin**');
}, 60_000);

it('a user sells, buys and pays with the keyboard only', async () => {
  const { buyer, ticket } = { buyer: await signUp(storeUrl), ...(await givenListing(system)) };
  const { page } = await enter(buyer);
  const press = async (name: RegExp | string) => {
    for (let steps = 0; steps < 60; steps += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      const label = ((await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '').trim();
      if (typeof name === 'string' ? label === name : name.test(label)) return page.keyboard.press('Enter');
    }
    throw new Error(`no element named ${name} is reachable with the keyboard`);
  };
  await page.goto(`${storeUrl}/tickets/${ticket.id}`);
  await press(english.ticket.reserve);
  await page.waitForURL('**/orders/*');
  await page.getByText(english.order.release).first().waitFor();
  await press(english.pay.cards.success);
  await press(/^Pay /);
  await page.getByText(english.order.completeTitle).first().waitFor({ timeout: 20_000 });
  const [bought] = await buyer.expect<{ id: string }[]>(200, 'GET', '/api/orders');
  await orderBecomes(buyer, bought?.id ?? '', ({ status }) => status === 'complete');
}, 120_000);
