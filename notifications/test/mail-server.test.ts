import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import type { Applier } from '@ticketing/common/consuming';
import { isTransient } from '@ticketing/common/errors';
import { silentLogger } from '@ticketing/common/log';
import { runSender, watchDueMails } from '../src/run-sender.ts';
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
  it('sends and records due mails together, with one claim', async () => {
    const orders = await Promise.all(Array.from({ length: 4 }, () => notifications.givenOrder()));
    for (const order of orders) await notifications.complete(order);
    const claimed: number[] = [];
    const recorded: number[] = [];
    await notifications.sendWith((mails) => ({
      ...mails,
      claim: async (...given) => {
        const mailsOfClaim = await mails.claim(...given);
        claimed.push(mailsOfClaim.length);
        return mailsOfClaim;
      },
      record: async (outcomes) => {
        recorded.push(outcomes.size);
        await mails.record(outcomes);
      },
    }));
    for (const { id } of orders)
      expect(await notifications.mailsOf(id)).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
    expect([claimed, recorded]).toEqual([[8, 0], [8]]);
  });

  it('sends the others when one can’t be composed', async () => {
    const [bad, good] = [await notifications.givenOrder(), await notifications.givenOrder()];
    await notifications.connection
      .collection<{ _id: string }>('orders')
      .updateOne({ _id: bad.id }, { $set: { currency: 'none' } });
    for (const order of [bad, good]) await notifications.complete(order);
    await notifications.send();
    expect(await notifications.mailsOf(good.id)).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
    expect(await notifications.mailsOf(bad.id)).toMatchObject([
      { status: 'due', attempts: 1 },
      { status: 'due', attempts: 1 },
    ]);
    await notifications.connection
      .collection<{ _id: string }>('orders')
      .updateOne({ _id: bad.id }, { $set: { currency: 'USD' } });
    await notifications.allDue();
    await notifications.send();
    expect(await notifications.mailsOf(bad.id)).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
  });

  it('leaves what has not begun when it is stopped', async () => {
    const order = await notifications.givenOrder();
    await notifications.complete(order);
    const stopping = new AbortController();
    await notifications.sendWith(
      (mails) => ({
        ...mails,
        claim: async (...given) => {
          stopping.abort();
          return mails.claim(...given);
        },
      }),
      stopping.signal,
    );
    expect(await notifications.mailsOf(order.id)).toMatchObject([
      { status: 'due', attempts: 0 },
      { status: 'due', attempts: 0 },
    ]);
    await notifications.send();
    expect(subjectsTo(order.buyer.address)).toEqual(['Your ticket: Concert']);
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

describe('the watch of due mails', () => {
  it('wakes the sender after transactions that made mails due, and after no other', async () => {
    const dueMails = watchDueMails();
    let wakes = 0;
    const ends: (() => void)[] = [];
    const applier: Pick<Applier, 'skip'> = {
      skip: () => new Promise((resolve) => void ends.push(() => resolve('applied'))),
    };
    const { skip } = dueMails.wakingApplier(applier as Applier, () => {
      wakes += 1;
    });
    const version = { topic: 'orders.order.completed.v2', eventId: 'event', stream: 'order:1', version: 1 } as const;
    const [first, second] = [skip(version), skip(version)];
    dueMails.mark();
    ends[1]?.();
    await second;
    // Whichever of them has made mails due, the sender is woken after its end.
    expect(wakes).toBe(1);
    ends[0]?.();
    await first;
    expect(wakes).toBe(2);

    const third = skip(version);
    ends[2]?.();
    await third;
    expect(wakes).toBe(2);
  });
});
