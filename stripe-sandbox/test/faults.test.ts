import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { control, failureOf, givenSandbox, newIntentParams, stripeClient, type TestBed } from './support.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await givenSandbox();
});
afterEach(() => bed.close());

const confirmPath = '/v1/payment_intents/*/confirm';
/** The official client retries a dropped connection once, whatever its settings. */
const dropsTheClientSees = 2;

const inject = (fault: object) =>
  control(bed.sandbox.url, 'POST', '/faults', { method: 'POST', path: confirmPath, ...fault });

async function givenConfirmation() {
  const { id } = await bed.stripe.paymentIntents.create(newIntentParams());
  const confirm = (stripe = bed.stripe) =>
    stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }, { idempotencyKey: `${id}:1` });
  const chargeCount = async () => (await bed.stripe.charges.list({ payment_intent: id })).data.length;
  return { id, confirm, chargeCount };
}

describe('injected faults', () => {
  it('return 500 before execution; the key stays unused', async () => {
    const { confirm, chargeCount } = await givenConfirmation();
    await inject({ action: 'error_before_execution' });
    expect(await failureOf(confirm())).toMatchObject({ type: 'StripeAPIError', statusCode: 500 });
    expect(await chargeCount()).toBe(0);
    expect(await confirm()).toMatchObject({ status: 'succeeded' });
  });

  it('execute, then drop the connection; the retry gets the first response', async () => {
    const { confirm, chargeCount } = await givenConfirmation();
    await inject({ action: 'drop_after_execution', times: dropsTheClientSees });
    expect(await failureOf(confirm())).toMatchObject({ type: 'StripeConnectionError' });
    expect(await chargeCount()).toBe(1);
    const repeated = await confirm();
    expect(repeated.status).toBe('succeeded');
    expect(repeated.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await chargeCount()).toBe(1);
  });

  it('drop the connection before execution', async () => {
    const { confirm, chargeCount } = await givenConfirmation();
    await inject({ action: 'drop_before_execution', times: dropsTheClientSees });
    expect(await failureOf(confirm())).toMatchObject({ type: 'StripeConnectionError' });
    expect(await chargeCount()).toBe(0);
  });

  it('delay the response beyond the client’s timeout, though the charge is made', async () => {
    const { confirm, chargeCount } = await givenConfirmation();
    await inject({ action: 'delay_answer', delayMs: 2_000 });
    expect(await failureOf(confirm(stripeClient(bed.sandbox.port, { timeout: 200 })))).toMatchObject({
      type: 'StripeConnectionError',
    });
    expect(await chargeCount()).toBe(1);
    expect(await confirm()).toMatchObject({ status: 'succeeded' });
  });

  it('hold the key during a slow execution: a retry gets a conflict', async () => {
    const { confirm, chargeCount } = await givenConfirmation();
    await inject({ action: 'delay_before_execution', delayMs: 1_000 });
    await failureOf(confirm(stripeClient(bed.sandbox.port, { timeout: 100 })));
    expect(await failureOf(confirm())).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    expect(await confirm(stripeClient(bed.sandbox.port, { maxNetworkRetries: 6 }))).toMatchObject({
      status: 'succeeded',
    });
    expect(await chargeCount()).toBe(1);
  });

  it('can be listed and removed; an invalid one is refused with the reason', async () => {
    const { confirm } = await givenConfirmation();
    await inject({ action: 'error_before_execution', times: 100 });
    expect(await control(bed.sandbox.url, 'GET', '/faults')).toMatchObject({ faults: [{ remaining: 100 }] });
    await control(bed.sandbox.url, 'DELETE', '/faults');
    expect(await confirm()).toMatchObject({ status: 'succeeded' });
    await expect(inject({ action: 'explode' })).rejects.toThrow('400');
  });
});
