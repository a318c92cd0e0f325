import { describe, expect, it } from '@jest/globals';
import { type Mail, mailTo as mailWith } from '../../src/mails.ts';
import { signUp } from '../../src/person.ts';
import { listTicket, readOrder, reserve, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { mailbox } = system.addresses;

const mailTo = (address: string, subject: RegExp) => mailWith(mailbox ?? '', address, subject);
const tokenIn = ({ text }: Mail, page: 'verify' | 'reset'): string => {
  const url = new URL(/\bhttps?:\/\/\S+/.exec(text)?.[0] ?? '');
  expect([url.origin, url.pathname]).toEqual([system.storeUrl, `/${page}`]);
  return url.searchParams.get('token') ?? '';
};

describe('a person who signs up', () => {
  it('gets a link that confirms the address', async () => {
    const person = await signUp(system.storeUrl);
    const token = tokenIn(await mailTo(person.email, /^Confirm your e-mail/), 'verify');

    expect(await person.request('POST', '/api/users/email-verification/confirm', { token })).toMatchObject({
      status: 200,
      body: { emailVerified: true },
    });
    expect(await person.request('POST', '/api/users/email-verification')).toMatchObject({ status: 200 });
  });

  it('replaces a forgotten password with a mailed link', async () => {
    const { email, password, request } = await signUp(system.storeUrl);
    expect(await request('POST', '/api/users/password-reset', { email })).toMatchObject({ status: 202 });
    const token = tokenIn(await mailTo(email, /^Set a new password/), 'reset');
    const newPassword = 'another password of some length';

    expect(await request('POST', '/api/users/password-reset/confirm', { token, password: newPassword })).toMatchObject({
      status: 204,
    });
    const signIn = (given: string) => request('POST', '/api/users/signin', { email, password: given });
    expect(await signIn(password)).toMatchObject({ status: 400 });
    expect(await signIn(newPassword)).toMatchObject({ status: 200 });
  });
});

it('buyer and seller are told of a sale, also when the mail server was away', async () => {
  const [seller, buyer] = [await signUp(system.storeUrl), await signUp(system.storeUrl)];
  const [first, second] = [await listTicket(seller), await listTicket(seller)];
  const buy = async (ticketId: string) => {
    const order = await reserve(buyer, ticketId);
    await buyer.expect(201, 'POST', '/api/payments', { token: 'tok_visa', orderId: order.id });
    await until(
      () => readOrder(buyer, order.id),
      ({ status }) => status === 'complete',
    );
    return order;
  };
  const order = await buy(first.id);
  expect((await mailTo(buyer.email, /^Your ticket: /)).text).toContain(`${system.storeUrl}/orders/${order.id}`);
  await mailTo(seller.email, /^Sold: /);

  await system.stop('mailbox');
  const { id } = await buy(second.id);
  await system.restart('mailbox');
  // Its memory is empty after the restart.
  expect((await mailTo(buyer.email, /^Your ticket: /)).text).toContain(`/orders/${id}`);
  await mailTo(seller.email, /^Sold: /);
});
