import { pause } from '@ticketing/common/backoff';
import type { Fault, Stage } from '../fault.ts';
import { killAndRestart } from '../tools/outages.ts';
import { type StripeFault, sandboxOf } from '../tools/sandbox.ts';

const group = 'Stripe: 500, timeout after success, webhook twice';
const confirm = '/v1/payment_intents/*/confirm';
/** Longer than payments waits for an answer. */
const tooLateMs = 8_000;
const paths = ['/v1/payment_intents', '/v1/payment_methods', confirm, '/v1/refunds'];

/** While they last, and at most for some seconds. */
async function withFaults({ addresses, traffic }: Stage, faults: StripeFault[]): Promise<void> {
  const sandbox = sandboxOf(addresses);
  try {
    for (const fault of faults) await sandbox.addFault(fault);
    await traffic.goesOn(25, 10_000);
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
    title: 'Stripe charges and refunds, and the answer comes too late or is lost',
    group,
    async inject(stage) {
      const { random } = stage;
      await withFaults(stage, [
        { method: 'POST', path: confirm, action: 'delay_answer', delayMs: tooLateMs, times: random.between(1, 3) },
        // The official client repeats a cut connection once by itself, so two cuts are one lost answer.
        { method: 'POST', path: confirm, action: 'drop_after_execution', times: 2 * random.between(1, 3) },
        { method: 'POST', path: '/v1/refunds', action: 'drop_after_execution', times: 4 },
      ]);
      stage.note('answers to charges and refunds came too late or were lost');
    },
  },
  {
    name: 'stripe-webhook-twice',
    title: 'webhooks are held back, and then each comes twice',
    group,
    async inject({ addresses, traffic, random, note }) {
      const sandbox = sandboxOf(addresses);
      try {
        await sandbox.setWebhooks({ copies: 2, isHeld: true });
        await traffic.goesOn(10, 10_000);
        await pause(random.between(0, 2_000));
        await sandbox.setWebhooks({ isHeld: false });
        await traffic.goesOn(10, 10_000);
        note('webhooks came late and twice');
      } finally {
        await sandbox.setWebhooks({ copies: 1, isHeld: false });
      }
    },
  },
  {
    name: 'stripe-kill',
    title: 'Stripe is away (kill -9 of its stand-in)',
    group,
    inject: (stage) => killAndRestart(stage, 'stripe', stage.random.between(0, 3_000)),
  },
];
