// Lists the charges at Stripe that payments does not know, as after a restore; see docs/runbooks/backup-and-restore.md.
//
//   node src/unknown-charges.ts --since <time> [--refund] [--json]
import { readArguments } from '@ticketing/common/cli';
import { ConfigError, parseEnv, text, url } from '@ticketing/common/config';
import { connectMongo } from '@ticketing/common/mongo';
import { z } from 'zod';
import { createOrderStore } from './store/order-store.ts';
import { createPaymentStore } from './store/payment-store.ts';
import { chargedIntents } from './stripe/charged-intents.ts';
import { createStripe } from './stripe/stripe-gateway.ts';
import { listUnknownCharges, type UnknownCharge } from './use-cases/list-unknown-charges.ts';

const usage = `Lists the charges at Stripe that payments does not know.
  --since <time>  ISO 8601: the time of the backup that was restored
  --refund        return those whose orders are unknown or have ended
  --json          print a JSON array
Reads MONGO_URI, STRIPE_KEY and STRIPE_API_URL, like payments. Exits with 1 while there are charges that were not returned.`;

const Env = z.object({
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  STRIPE_KEY: text(),
  STRIPE_API_URL: url('http', 'https').optional(),
});

const explained = {
  order_unknown: 'its order is not known',
  order_ended: 'its order has ended without it',
  order_open: 'its order can still be paid, and this charge then pays for it: run this again when the order has ended',
  not_ours: 'it was not made by this system: look at it in Stripe’s dashboard',
} as const satisfies Record<UnknownCharge['verdict'], string>;

const { values } = readArguments({
  usage,
  options: { since: { type: 'string' }, refund: { type: 'boolean' }, json: { type: 'boolean' } },
});

const lineOf = ({ stripeId, orderId, leftMinor, currency, createdAt, verdict, isRefunded }: UnknownCharge): string =>
  `${stripeId}  ${createdAt.toISOString()}  ${(leftMinor / 100).toFixed(2)} ${currency}  order ${orderId ?? '–'}  ${
    isRefunded ? 'returned' : explained[verdict]
  }`;

async function run(since: Date): Promise<number> {
  const env = parseEnv(Env, process.env);
  const connection = await connectMongo(env.MONGO_URI);
  try {
    const found = await listUnknownCharges({
      payments: createPaymentStore(connection),
      orders: createOrderStore(connection),
      stripe: chargedIntents(createStripe({ key: env.STRIPE_KEY, apiUrl: env.STRIPE_API_URL })),
    })({ since, refunds: values.refund ?? false });
    const left = found.filter(({ isRefunded }) => !isRefunded);
    const summary = `${found.length} charges that payments does not know, ${found.length - left.length} of them returned`;
    const asText = [...found.map(lineOf), summary].join('\n');
    process.stdout.write(`${values.json ? JSON.stringify(found) : asText}\n`);
    return left.length > 0 ? 1 : 0;
  } finally {
    await connection.close();
  }
}

const since = z.iso.datetime({ offset: true }).safeParse(values.since);
if (!since.success) {
  process.stderr.write(`--since is not a time, such as 2026-11-29T18:00:00Z\n${usage}\n`);
  process.exitCode = 64; // EX_USAGE of sysexits.h
} else {
  try {
    process.exitCode = await run(new Date(since.data));
  } catch (error) {
    process.stderr.write(`payments: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof ConfigError ? 78 : 1;
  }
}
