import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventExamples } from '@ticketing/contracts';
import { toldForMs } from '../src/domain/worth-sending.ts';
import { kindsOf, type NotificationsFixture, somebody, startNotifications } from './notifications-fixture.ts';

let notifications: NotificationsFixture;
beforeAll(async () => {
  notifications = await startNotifications();
});
afterAll(() => notifications.stop());

const subjectsTo = (address: string) => notifications.mailbox.mails(address).map(({ subject }) => subject);
const ago = (ms: number) => new Date(Date.now() - ms);

describe('a completed order', () => {
  it('is told to its buyer and its seller, each in their language, once', async () => {
    const order = await notifications.givenOrder({ title: 'Die Räuber', language: 'de' });
    const eventId = randomUUID();
    await notifications.complete(order, eventId);
    await notifications.complete(order, eventId);
    await notifications.send();
    await notifications.send();

    expect(subjectsTo(order.buyer.address)).toEqual(['Dein Ticket: Die Räuber']);
    expect(subjectsTo(order.seller.address)).toEqual(['Sold: Die Räuber']);
    const [mail] = notifications.mailbox.mails(order.buyer.address);
    expect(mail).toMatchObject({
      from: 'Boxstub <tickets@example.com>',
      messageId: `<order_confirmed.${order.id}@example.com>`,
    });
    expect(mail?.text).toContain(`https://store.example/orders/${order.id}`);
    expect(mail?.html).toContain('<html lang="de">');
    expect(await notifications.mailsOf(order.id)).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
  });

  it('is not told again when all events come again, under the same or other ids, with an empty inbox', async () => {
    const order = await notifications.givenOrder();
    await notifications.complete(order);
    await notifications.send();
    for (const name of ['inbox', 'streams']) await notifications.connection.collection(name).deleteMany({});
    const { id, buyer } = order;
    await notifications.deliver('orders.order.created.v1', {
      id,
      status: 'created',
      userId: buyer.id,
      expiresAt: Date.now(),
      ticket: { id: 'ticket', title: 'Concert', price: 1_999, currency: 'USD' },
      reservation: 1,
      isPublishedAsV2: false,
      version: 0,
    });
    await notifications.complete(order);
    await notifications.send();

    expect(subjectsTo(buyer.address)).toEqual(['Your ticket: Concert']);
  });

  it('of a party is told to its buyer, and to no seller', async () => {
    const [id, buyer] = [randomUUID(), somebody()];
    await notifications.givenContact(buyer);
    const party = { ...eventExamples['orders.order.created.v2'], id, userId: buyer.id, expiresAt: Date.now() + 60_000 };
    await notifications.deliver('orders.order.created.v2', party);
    await notifications.deliver('orders.order.completed.v2', { ...eventExamples['orders.order.completed.v2'], id });
    await notifications.send();

    expect(subjectsTo(buyer.address)).toEqual([`Your ticket: ${party.title}`]);
    expect(notifications.mailbox.mails(buyer.address)[0]?.text).toContain('$98.00');
    expect(await notifications.mailsOf(id)).toHaveLength(1);
  });

  it('that was made for the waiting list is offered to its buyer, while the places are held', async () => {
    const offer = async (expiresAt: number) => {
      const [id, buyer] = [randomUUID(), somebody()];
      await notifications.givenContact(buyer);
      const party = { ...eventExamples['orders.order.created.v2'], id, userId: buyer.id, expiresAt, isOffer: true };
      await notifications.deliver('orders.order.created.v2', party);
      await notifications.send();
      return { title: party.title, mails: notifications.mailbox.mails(buyer.address), id };
    };
    const { title, mails, id } = await offer(Date.now() + 60_000);
    expect(mails.map(({ subject }) => subject)).toEqual([`Places for you: ${title}`]);
    expect(mails[0]?.text).toContain(`/orders/${id}`);
    expect((await offer(Date.now() - 60_000)).mails).toEqual([]);
  });

  it('of long ago is not told: a new consumer reads all events', async () => {
    const order = await notifications.givenOrder({ reservedUntil: ago(toldForMs.order_confirmed + 60_000) });
    await notifications.complete(order);
    expect(await notifications.mailsOf(order.id)).toEqual([]);
  });
});

describe('a cancelled order', () => {
  it('is told to a buyer who did not pay, and not to one who released the ticket', async () => {
    const [expired, released] = [await notifications.givenOrder(), await notifications.givenOrder()];
    await notifications.cancel(expired, 'expired');
    await notifications.cancel(released, 'buyer');
    await notifications.send();

    expect(subjectsTo(expired.buyer.address)).toEqual(['Your reservation has ended: Concert']);
    expect(await notifications.mailsOf(released.id)).toEqual([]);
  });

  it('of a cancelled event is told, however early the tickets were bought', async () => {
    const order = await notifications.givenOrder({ reservedUntil: ago(200 * 24 * 60 * 60 * 1_000) });
    await notifications.cancel(order, 'event_cancelled');
    await notifications.refund(order);
    await notifications.send();
    expect(subjectsTo(order.buyer.address).toSorted()).toEqual([
      'Cancelled: Concert',
      'Your money is on its way back: Concert',
    ]);
  });

  it('whose charge was returned is told, too, also when the refund’s event overtakes the order’s', async () => {
    const orderId = randomUUID();
    await notifications.refund({ id: orderId });
    await notifications.send();
    expect(await notifications.mailsOf(orderId)).toMatchObject([{ status: 'due', waitsFor: `order:${orderId}` }]);

    const buyer = somebody();
    await notifications.givenContact(buyer);
    await notifications.deliver('orders.order.created.v1', {
      id: orderId,
      status: 'created',
      userId: buyer.id,
      expiresAt: Date.now(),
      ticket: { id: 'ticket', title: 'Concert', price: 1_999, currency: 'USD' },
      reservation: 1,
      isPublishedAsV2: false,
      version: 0,
    });
    await notifications.send();
    expect(subjectsTo(buyer.address)).toEqual(['Your money is on its way back: Concert']);
    expect(notifications.mailbox.mails(buyer.address)[0]?.text).toContain('$19.99');
  });
});

describe('an order of a party of which places are refunded', () => {
  it('has a mail for each refund, which says what is left; the last one is of the whole rest', async () => {
    const [id, buyer] = [randomUUID(), somebody()];
    await notifications.givenContact(buyer);
    const party = { ...eventExamples['orders.order.created.v2'], id, userId: buyer.id, expiresAt: Date.now() + 60_000 };
    await notifications.deliver('orders.order.created.v2', party);
    const reduced = { ...eventExamples['orders.order.reduced.v2'], id, total: 4_900, version: 1 };
    await notifications.deliver('orders.order.reduced.v2', reduced);
    const refund = { id: `payment-of-${id}`, orderId: id, amount: 4_900, currency: 'USD' };
    const back = (number: number, reason: string) =>
      notifications.deliver('payments.payment.refunded.v1', { ...refund, number, reason });
    await back(1, 'places_returned');
    await back(2, 'places_returned');
    await back(2, 'places_returned');
    await back(3, 'order_cancelled');
    await notifications.send();

    const some = `Some of your money is on its way back: ${party.title}`;
    expect(subjectsTo(buyer.address).toSorted()).toEqual([some, some, `Your money is on its way back: ${party.title}`]);
    const mails = notifications.mailbox.mails(buyer.address).filter(({ subject }) => subject === some);
    expect(mails[0]?.text).toContain('they cost $49.00');
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
  });
});

describe('an address', () => {
  it('that arrives late has its mail sent at once', async () => {
    const buyer = somebody();
    const order = await notifications.givenOrder({ buyer: { ...buyer, id: 'somebody else' } });
    await notifications.connection
      .collection<{ _id: string }>('orders')
      .updateOne({ _id: order.id }, { $set: { buyerId: buyer.id } });
    await notifications.complete(order);
    await notifications.send();
    expect(kindsOf(await notifications.mailsOf(order.id))).toEqual(['order_confirmed', 'ticket_sold']);
    expect(await notifications.mail(`order_confirmed:${order.id}`)).toMatchObject({
      status: 'due',
      waitsFor: `contact:${buyer.id}`,
    });

    await notifications.givenContact(buyer);
    await notifications.send();
    expect(subjectsTo(buyer.address)).toEqual(['Your ticket: Concert']);
  });

  it('that never arrives is waited for three days: programs mint users that auth does not know', async () => {
    const order = await notifications.givenOrder();
    await notifications.connection.collection<{ _id: string }>('contacts').deleteOne({ _id: order.buyer.id });
    await notifications.complete(order);
    const id = `order_confirmed:${order.id}`;
    const mails = notifications.connection.collection<{ _id: string }>('mails');
    await mails.updateOne({ _id: id }, { $set: { createdAt: ago(3 * 86_400_000 + 60_000) } });
    await notifications.send();
    expect(await notifications.mail(id)).toMatchObject({ status: 'skipped', reason: 'no_address' });
  });

  it('that has changed is used from then on', async () => {
    const order = await notifications.givenOrder();
    const moved = { ...order.buyer, address: somebody().address };
    await notifications.givenContact(moved, 'de', 1);
    await notifications.complete(order);
    await notifications.send();
    expect([subjectsTo(order.buyer.address), subjectsTo(moved.address)]).toEqual([[], ['Dein Ticket: Concert']]);
  });

  it('stands readable in no document and no log', async () => {
    const order = await notifications.givenOrder({ buyer: somebody(`refuse-550-${randomUUID()}@example.com`) });
    await notifications.complete(order);
    await notifications.requestLink(order.buyer);
    await notifications.send();

    const { db } = notifications.connection;
    const collections = (await db?.collections()) ?? [];
    const stored = await Promise.all(collections.map((collection) => collection.find().toArray()));
    expect(JSON.stringify(stored)).not.toMatch(/@example\.com/);
    expect(notifications.logged()).not.toMatch(/@example\.com/);
    expect(notifications.logged()).toContain('mail refused for good');
  });
});

describe('a requested link', () => {
  it.each([
    ['email_verification' as const, 'verify', 'Confirm your e-mail address for Boxstub'],
    ['password_reset' as const, 'reset', 'Set a new password for Boxstub'],
  ])('for %s leads to its page, and its secret is deleted when it is sent', async (kind, page, subject) => {
    const reader = somebody();
    const id = await notifications.requestLink(reader, { kind });
    await notifications.send();

    expect(subjectsTo(reader.address)).toEqual([subject]);
    expect(notifications.mailbox.mails(reader.address)[0]?.text).toContain(
      `https://store.example/${page}?token=token-of-${id}`,
    );
    expect(await notifications.mail(`${kind}:${id}`)).not.toHaveProperty('sealedMail');
  });

  it('is not sent when it no longer works', async () => {
    const reader = somebody();
    const id = await notifications.requestLink(reader, { expiresAt: ago(1) });
    await notifications.send();
    expect(await notifications.mail(`email_verification:${id}`)).toMatchObject({
      status: 'skipped',
      reason: 'link_expired',
    });
    expect(subjectsTo(reader.address)).toEqual([]);
  });

  it('that was sealed for another mail is not sent', async () => {
    const [reader, thief] = [somebody(), somebody()];
    const id = await notifications.requestLink(reader);
    const mails = notifications.connection.collection<{ _id: string }>('mails');
    await mails.updateOne({ _id: `email_verification:${id}` }, { $set: { requestId: 'another' } });
    await notifications.send();
    expect(await notifications.mail(`email_verification:${id}`)).toMatchObject({ status: 'due', attempts: 1 });
    expect([subjectsTo(reader.address), subjectsTo(thief.address)]).toEqual([[], []]);
  });
});

describe('a deleted account', () => {
  const deleteAccount = ({ id }: { id: string }, eventId = randomUUID()) =>
    notifications.deliver('auth.user.deleted.v1', { id, deletedAt: Date.now() }, eventId);
  const contactOf = (id: string) =>
    notifications.connection.collection<{ _id: string }>('contacts').findOne({ _id: id });

  it('has its contact erased for good, and gets no mail any more', async () => {
    const order = await notifications.givenOrder();
    const eventId = randomUUID();
    await deleteAccount(order.buyer, eventId);
    await deleteAccount(order.buyer, eventId);
    await deleteAccount(order.buyer);
    await notifications.givenContact(order.buyer, 'de', 1);
    await notifications.complete(order);
    await notifications.send();

    expect(await contactOf(order.buyer.id)).toEqual({ _id: order.buyer.id, isErased: true });
    expect(subjectsTo(order.buyer.address)).toEqual([]);
    expect(subjectsTo(order.seller.address)).toEqual(['Sold: Concert']);
    expect(await notifications.mail(`order_confirmed:${order.id}`)).toMatchObject({
      status: 'skipped',
      reason: 'no_address',
    });
  });

  it('is erased also when its contact arrives after it', async () => {
    const person = somebody();
    await deleteAccount(person);
    await notifications.givenContact(person);
    expect(await contactOf(person.id)).toEqual({ _id: person.id, isErased: true });
  });

  it('has its links erased, those that wait and those that arrive late', async () => {
    const person = somebody();
    const waiting = await notifications.requestLink(person);
    await deleteAccount(person);
    await notifications.requestLink(person);
    await notifications.send();

    expect(subjectsTo(person.address)).toEqual([]);
    const stored = await notifications.connection.collection('mails').find({ userId: person.id }).toArray();
    expect(stored).toMatchObject([{ requestId: waiting, status: 'skipped', reason: 'account_deleted' }]);
    expect(stored[0]).not.toHaveProperty('sealedMail');
  });
});
