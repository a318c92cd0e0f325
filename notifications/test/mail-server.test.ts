import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import { silentLogger } from '@ticketing/common/log';
import { runSender } from '../src/run-sender.ts';
import { leaseMs } from '../src/use-cases/send-due-mails.ts';
import { type NotificationsFixture, somebody, startNotifications } from './notifications-fixture.ts';

let notifications: NotificationsFixture;
beforeAll(async () => {
  notifications = await startNotifications();
});
afterAll(() => notifications.stop());

const subjectsTo = (address: string) => notifications.mailbox.mails(address).map(({ subject }) => subject);
const refusing = (code: number) => somebody(`refuse-${code}-${randomUUID()}@example.com`);

describe('a mail server that is away', () => {
  it('delays all mails for however long it takes, and loses none', async () => {
    const orders = [await notifications.givenOrder(), await notifications.givenOrder()];
    for (const order of orders) await notifications.complete(order);
    await notifications.stopServer();
    // More often than any limit of attempts: there is none.
    for (let round = 0; round < 12; round += 1) {
      const error = await notifications.send().catch((thrown: unknown) => thrown);
      expect(isTransient(error)).toBe(true);
    }
    const waiting = await notifications.mailsOf(orders[0]?.id ?? '');
    expect(waiting.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['due', 0],
      ['due', 0],
    ]);
    expect(await notifications.unsent.status()).toMatchObject({ due: 4, failed: 0, oldestDueAt: expect.any(Date) });

    await notifications.startServer();
    await notifications.send();
    for (const { buyer, seller } of orders)
      expect([subjectsTo(buyer.address), subjectsTo(seller.address)]).toEqual([
        ['Your ticket: Concert'],
        ['Sold: Concert'],
      ]);
  });
});

describe('a mail server that answers', () => {
  it('with 4xx gets the mail again later, while others are sent', async () => {
    const order = await notifications.givenOrder({ buyer: refusing(451) });
    await notifications.complete(order);
    await notifications.send();

    expect(subjectsTo(order.seller.address)).toEqual(['Sold: Concert']);
    const id = `order_confirmed:${order.id}`;
    expect(await notifications.mail(id)).toMatchObject({ status: 'due', attempts: 1 });
    await notifications.allDue();
    await notifications.send();
    expect(await notifications.mail(id)).toMatchObject({ status: 'due', attempts: 2 });
  });

  it('with 5xx has the mail recorded as failed, with its code, until an operator sends it again', async () => {
    const order = await notifications.givenOrder({ buyer: refusing(550) });
    await notifications.complete(order);
    await notifications.send();
    const id = `order_confirmed:${order.id}`;
    expect(await notifications.mail(id)).toMatchObject({ status: 'failed', reason: '550 5.1.1', attempts: 1 });
    await notifications.allDue();
    await notifications.send();
    expect(await notifications.mail(id)).toMatchObject({ status: 'failed', attempts: 1 });
    expect(await notifications.unsent.status()).toMatchObject({ failed: 1 });

    const corrected = { ...order.buyer, address: somebody().address };
    await notifications.givenContact(corrected, 'en', 1);
    expect([await notifications.unsent.resend('another'), await notifications.unsent.resend(id)]).toEqual([0, 1]);
    await notifications.send();
    expect(subjectsTo(corrected.address)).toEqual(['Your ticket: Concert']);
    expect(await notifications.unsent.status()).toMatchObject({ failed: 0 });
  });
});

describe('a crash between sending and recording', () => {
  it('sends the mail again after its lease, recognizable by the same Message-ID', async () => {
    const order = await notifications.givenOrder();
    await notifications.complete(order);
    const crash = new Error('crash');
    const crashed = notifications.sendWith((store) => ({ ...store, record: () => Promise.reject(crash) }));
    await expect(crashed).rejects.toBe(crash);
    await notifications.send();
    expect(notifications.mailbox.mails(order.buyer.address)).toHaveLength(1);
    expect((await notifications.mail(`order_confirmed:${order.id}`))?.dueAt.getTime()).toBeGreaterThan(
      Date.now() + leaseMs / 2,
    );

    await notifications.allDue();
    await notifications.send();
    const ids = notifications.mailbox.mails(order.buyer.address).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await notifications.mail(`order_confirmed:${order.id}`)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('is the only way to a second mail: concurrent senders share the work', async () => {
    const orders = await Promise.all(Array.from({ length: 10 }, () => notifications.givenOrder()));
    for (const order of orders) await notifications.complete(order);
    await Promise.all([notifications.send(), notifications.send(), notifications.send()]);
    for (const { buyer } of orders) expect(subjectsTo(buyer.address)).toHaveLength(1);
  });
});

describe('the sender', () => {
  it('claims in turn, once for each due mail and once to see that no other is', async () => {
    const order = await notifications.givenOrder();
    await notifications.complete(order);
    let claims = 0;
    let running = 0;
    await notifications.sendWith((mails) => ({
      ...mails,
      claim: async (leaseMs) => {
        claims += 1;
        running += 1;
        expect(running).toBe(1);
        const mail = await mails.claim(leaseMs);
        running -= 1;
        return mail;
      },
    }));
    expect(await notifications.mailsOf(order.id)).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
    expect(claims).toBe(3);
  });

  it('sleeps until it is woken, and sends what is written while it works', async () => {
    let rounds = 0;
    const sender = runSender({
      send: async () => {
        rounds += 1;
        await notifications.send();
      },
      nextDueInMs: async () => null,
      log: silentLogger(),
    });
    await waitFor(async () => (rounds === 1 ? true : null), { timeoutMs: 5_000 });
    const order = await notifications.givenOrder();
    await notifications.complete(order);
    expect(rounds).toBe(1);
    sender.wake();
    const sent = await waitFor(async () => subjectsTo(order.buyer.address)[0] ?? null, { timeoutMs: 5_000 });
    await sender.stop();
    expect(sent).toBe('Your ticket: Concert');
  });
});
