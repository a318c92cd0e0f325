import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { silentLogger } from '@ticketing/common/log';
import { SpanKind, startTelemetry, withSpan } from '@ticketing/common/telemetry';
import { startStripeSandbox } from '@ticketing/stripe-sandbox';
import { startTraceCollector } from '@ticketing/testing/trace-collector';
import { createStripe, createStripeGateway } from '../src/stripe/stripe-gateway.ts';
import { somePayment } from './some-payment.ts';

it('makes each request to Stripe a span of the trace, without ids and cards', async () => {
  const ledgerDir = await mkdtemp(join(tmpdir(), 'traced-client-'));
  const [stripe, collector] = await Promise.all([startStripeSandbox({ ledgerDir }), startTraceCollector()]);
  const stopTelemetry = startTelemetry({ service: 'payments', otlpEndpoint: collector.url });
  const gateway = createStripeGateway(createStripe({ key: 'sk_test_1', apiUrl: stripe.url }), silentLogger());
  const payment = somePayment({});

  await withSpan({ name: 'request', kind: SpanKind.SERVER }, async () => {
    const intent = await gateway.createIntent(payment);
    if ('stripeId' in intent) await gateway.charge(payment, intent.stripeId, 'tok_visa');
  });
  await stopTelemetry();
  await Promise.all([stripe.stop(), collector.stop()]);
  await rm(ledgerDir, { recursive: true });

  const calls = collector.spans().filter(({ name }) => name !== 'request');
  expect(calls.map(({ name }) => name)).toEqual([
    'POST /v1/payment_intents',
    'POST /v1/payment_methods',
    'POST /v1/payment_intents/{id}/confirm',
  ]);
  expect(calls.map(({ attributes }) => Number(attributes['http.response.status_code']))).toEqual([200, 200, 200]);
  expect(JSON.stringify(calls)).not.toMatch(/pi_|tok_/);
});
