import { waitFor } from '@ticketing/common/backoff';
import { readLedger } from '../../checker/observe/read-ledger.ts';
import { withMongo } from '../../checker/observe/read-mongo.ts';
import { PromiseBroken, type Stage } from '../fault.ts';
import { runCommand } from './command-line.ts';

interface Attempt {
  orderId: string;
  attempt: number;
  stripeId: string | null;
}

const nameOf = ({ orderId, attempt }: Attempt): string => `${orderId}:${attempt}`;

/** All attempts to pay, as payments has them. */
export const readAttempts = ({ addresses }: Stage): Promise<Attempt[]> =>
  withMongo(addresses.databases.payments, (connection) =>
    connection
      .collection<Attempt>('payments')
      .find({}, { projection: { _id: 0, orderId: 1, attempt: 1, stripeId: 1 } })
      .toArray(),
  );

/** The charges of attempts that the system had before and lacks now, unless everything was returned. Ids of intents. */
export async function lostCharges(stage: Stage, before: readonly Attempt[]): Promise<string[]> {
  const { stripe } = stage.addresses;
  if (!stripe) throw new Error('the real Stripe has no ledger to read');
  const kept = new Set((await readAttempts(stage)).map(nameOf));
  const lost = new Set(before.filter((attempt) => !kept.has(nameOf(attempt))).map(({ stripeId }) => stripeId));
  const { charges } = await readLedger(stripe);
  return charges
    .filter(({ intentId, status, amountMinor, amountRefundedMinor }) => {
      const isLeft = status === 'succeeded' && amountRefundedMinor < amountMinor;
      return isLeft && lost.has(intentId);
    })
    .map(({ intentId }) => intentId)
    .toSorted();
}

interface UnknownCharge {
  stripeId: string;
  verdict: string;
  isRefunded: boolean;
}

/** Runs npm run unknown-charges, like an operator. */
export async function unknownCharges(
  { home }: Stage,
  since: Date,
  ...flags: string[]
): Promise<{ code: number; charges: UnknownCharge[] }> {
  const { code, said } = await runCommand(home, 'unknown-charges', '--since', since.toISOString(), '--json', ...flags);
  return { code, charges: JSON.parse(said) as UnknownCharge[] };
}

/** Until an order has ended, its lost charge may still pay for it. */
const endedWithinMs = 60_000;

/** Checks that the operator is shown exactly the lost charges, and can return them. @throws PromiseBroken */
export async function returnLostCharges(stage: Stage, since: Date, lost: readonly string[]): Promise<void> {
  const { charges } = await unknownCharges(stage, since);
  const listed = charges.map(({ stripeId }) => stripeId).toSorted();
  if (listed.join() !== lost.join())
    throw new PromiseBroken(`charges [${lost.join(', ')}] were lost, but [${listed.join(', ')}] are listed`);
  const areAllReturned = await waitFor(
    async () => ((await unknownCharges(stage, since, '--refund')).code === 0 ? true : null),
    { timeoutMs: endedWithinMs, intervalMs: 2_000 },
  );
  if (!areAllReturned) throw new PromiseBroken('a lost charge could not be returned');
  const left = (await unknownCharges(stage, since)).charges;
  if (left.length > 0) throw new PromiseBroken(`charges are still listed after their return: ${JSON.stringify(left)}`);
}
