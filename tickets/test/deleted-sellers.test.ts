import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { orderOf, startTickets, type TicketsFixture } from './tickets-fixture.ts';

let tickets: TicketsFixture;
beforeAll(async () => {
  tickets = await startTickets();
});
afterAll(() => tickets.stop());

const deleteAccount = ({ id }: TestUser, eventId = randomUUID()) =>
  tickets.deliver('auth.user.deleted.v1', { id, deletedAt: Date.now() }, eventId);
const eventsOf = async (ticketId: string) => (await tickets.outboxOf(ticketId)).map(({ payload }) => payload);

describe('a deleted account', () => {
  it('has its listings withdrawn, each with its event; those of others stay', async () => {
    const seller = someUser();
    const [first, second, other] = [
      await tickets.givenTicket({ seller }),
      await tickets.givenTicket({ seller }),
      await tickets.givenTicket(),
    ];
    expect(await deleteAccount(seller)).toBe('applied');

    for (const { id } of [first, second]) {
      expect(await tickets.read(id)).toMatchObject({ status: 'withdrawn', version: 1 });
      expect(await eventsOf(id)).toMatchObject([{ isWithdrawn: false }, { status: 'withdrawn', isWithdrawn: true }]);
    }
    expect(await tickets.read(other.id)).toMatchObject({ status: 'available', version: 0 });
  });

  it('changes nothing when it comes again, under the same event id or another', async () => {
    const seller = someUser();
    const [{ id }, eventId] = [await tickets.givenTicket({ seller }), randomUUID()];
    expect(await deleteAccount(seller, eventId)).toBe('applied');
    expect(await deleteAccount(seller, eventId)).toBe('duplicate');
    await deleteAccount(seller);
    expect(await eventsOf(id)).toHaveLength(2);
  });

  it.each([
    ['cancelled' as const, 'withdrawn'],
    ['completed' as const, 'sold'],
  ])('leaves a held ticket to its order: %s → %s', async (end, status) => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    const order = orderOf(id, 1);
    await tickets.deliver('orders.order.created.v1', order.created);
    await deleteAccount(seller);
    expect(await tickets.read(id)).toMatchObject({ status: 'reserved', orderId: order.orderId });
    if (end === 'cancelled') await tickets.deliver('orders.order.cancelled.v1', order.cancelled);
    else await tickets.deliver('orders.order.completed.v1', order.completed);

    expect(await tickets.read(id)).toMatchObject({ status });
    expect((await eventsOf(id)).at(-1)).toMatchObject({ status, isWithdrawn: true });
  });

  it('leaves a sold ticket as it is', async () => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    const order = orderOf(id, 1);
    await tickets.deliver('orders.order.created.v1', order.created);
    await tickets.deliver('orders.order.completed.v1', order.completed);
    await deleteAccount(seller);
    expect(await tickets.read(id)).toMatchObject({ status: 'sold', version: 2 });
  });

  it('lists and relists nothing with a token that has not ended here yet', async () => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    await deleteAccount(seller);
    const answers = [
      await tickets.api.request('POST', '/api/tickets', { as: seller, body: { title: 'Concert', price: 20 } }),
      await tickets.api.request('POST', `/api/tickets/${id}/relisting`, { as: seller }),
    ];
    for (const answer of answers) expect([answer.status, codesOf(answer)]).toEqual([403, ['account_deleted']]);
    expect(await tickets.read(id)).toMatchObject({ status: 'withdrawn', version: 1 });
  });
});
