import { pause } from '@ticketing/common/backoff';
import type { Fault, Stage } from '../fault.ts';
import { killAndRestart } from '../tools/outages.ts';
import { type StripeFault, sandboxOf } from '../tools/sandbox.ts';

const group = 'Stripe: 500, timeout after success, webhook twice';
const confirm = '/v1/payment_intents/*/confirm';
/** Longer than payments waits for a response. */
const tooLateMs = 8_000;
const paths = ['/v1/payment_intents', '/v1/payment_methods', confirm, '/v1/refunds'];

/** Keeps the faults active until all are used up, at most for some seconds. */
async function withFaults({ addresses, traffic }: Stage, faults: StripeFault[]): Promise<void> {
  const sandbox = sandboxOf(addresses);
  try {
    for (const fault of faults) await sandbox.addFault(fault);
    await traffic.waitForJourneys(25, 10_000);
  } finally {
    await sandbox.clearFaults();
  }
}

export const stripe: Fault[] = [
  {
    name: 'stripe-500',
    title: 'Stripe answers 500 to calls of every kind',
    group,
    async inject(stage) {
      const faults = paths.map(
        (path): StripeFault => ({
          method: 'POST',
          path,
          action: 'error_before_execution',
          times: stage.random.between(2, 6),
        }),
      );
      await withFaults(stage, faults);
      stage.note('Stripe answered 500 to calls of every kind');
    },
  },
  {
    name: 'stripe-timeout-after-success',
    title: 'Stripe charges and refunds, but the response is late or lost',
    group,
    async inject(stage) {
      const { random } = stage;
      await withFaults(stage, [
        { method: 'POST', path: confirm, action: 'delay_answer', delayMs: tooLateMs, times: random.between(1, 3) },
        // Stripe's client retries once after a lost connection, so two lost connections are one lost response.
        { method: 'POST', path: confirm, action: 'drop_after_execution', times: 2 * random.between(1, 3) },
        { method: 'POST', path: '/v1/refunds', action: 'drop_after_execution', times: 4 },
      ]);
      stage.note('responses to charges and refunds were late or lost');
    },
  },
  {
    name: 'stripe-webhook-twice',
    title: 'webhooks are delayed, then each is delivered twice',
    group,
    async inject({ addresses, traffic, random, note }) {
      const sandbox = sandboxOf(addresses);
      try {
        await sandbox.setWebhooks({ copies: 2, isHeld: true });
        await traffic.waitForJourneys(10, 10_000);
        await pause(random.between(0, 2_000));
        await sandbox.setWebhooks({ isHeld: false });
        await traffic.waitForJourneys(10, 10_000);
        note('webhooks were delivered late and twice');
      } finally {
        await sandbox.setWebhooks({ copies: 1, isHeld: false });
      }
    },
  },
  {
    name: 'stripe-kill',
    title: 'Stripe is unavailable (kill -9 of the sandbox)',
    group,
    inject: (stage) => killAndRestart(stage, 'stripe', stage.random.between(0, 3_000)),
  },
];
