import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@ticketing/common/backoff';
import { type Folders, root } from '../config.ts';
import { writeJson } from '../files/write-atomically.ts';
import { runCommand } from '../process/run-command.ts';
import { demoPassword, type Listing, listings, orders, people } from './catalogue.ts';
import { type Session, signIn, UnexpectedAnswer } from './store-api.ts';

const patienceMs = 60_000;

export interface SeedOptions {
  gatewayUrl: string;
  /** Of auth's database: nobody can give roles over HTTP. */
  mongoUri: string;
  folders: Pick<Folders, 'data'>;
  report: (text: string) => void;
}

/**
 * Fills the marketplace with demo data through its own API, once for a home. After an interruption it goes on where
 * it was: what is there already is left as it is.
 */
export async function seedOnce({ gatewayUrl, mongoUri, folders, report }: SeedOptions): Promise<void> {
  const marker = join(folders.data, 'seeded.json');
  if (existsSync(marker)) return;
  report('people');
  const [mira, jonas, lea] = await Promise.all(
    (['mira', 'jonas', 'lea', 'omar'] as const).map((name) => signIn(gatewayUrl, people[name].email, demoPassword)),
  );
  if (!mira || !jonas || !lea) throw new Error('not all people of the demo could sign in');
  await grantOperator(mongoUri);
  report('listings');
  const ticketIds = await list({ mira, jonas });
  report('orders');
  await order(lea, ticketIds);
  writeJson(marker, { seededAt: new Date().toISOString() });
}

const grantOperator = (mongoUri: string) =>
  runCommand(process.execPath, [join(root, 'auth/src/grant-role.ts'), people.omar.email, 'operator'], {
    name: 'granting the operator role',
    cwd: root,
    env: { MONGO_URI: mongoUri },
  });

/** One after the other, because the store shows the newest first. @returns ticket ids by title */
async function list(sellers: Record<Listing['seller'], Session>): Promise<Map<string, string>> {
  const known = new Map((await sellers.mira.findTickets()).map(({ title, id }) => [title, id]));
  for (const { seller, title, price } of listings) {
    if (!known.has(title)) known.set(title, (await sellers[seller].createTicket(title, price)).id);
  }
  return known;
}

async function order(buyer: Session, ticketIds: ReadonlyMap<string, string>): Promise<void> {
  const placed = new Map((await buyer.listOrders()).map((known) => [known.ticket.title, known]));
  await Promise.all(
    orders.map(async ({ title, outcome }) => {
      const ticketId = ticketIds.get(title);
      const known = placed.get(title) ?? (ticketId ? await onceKnown(() => buyer.createOrder(ticketId)) : undefined);
      if (known?.status !== 'created') return;
      if (outcome === 'cancelled') await buyer.cancelOrder(known.id);
      if (outcome === 'declined') await onceKnown(() => buyer.pay(known.id, 'tok_chargeDeclined'));
      if (outcome === 'paid') await payAndSee(buyer, known.id);
    }),
  );
}

async function payAndSee(buyer: Session, orderId: string): Promise<void> {
  await onceKnown(() => buyer.pay(orderId, 'tok_visa'));
  const complete = async () => ((await buyer.readOrder(orderId)).status === 'complete' ? true : null);
  const isComplete = await waitFor(complete, { timeoutMs: patienceMs, intervalMs: 100 });
  if (!isComplete) throw new Error(`order ${orderId} was paid and is not complete after ${patienceMs / 1000} s`);
}

/**
 * Asks again while a service has not heard of the row yet or is away. Services wait for such rows themselves, but only
 * for seconds, and right after a start on a busy machine the first events take longer.
 */
async function onceKnown<T extends object | number>(ask: () => Promise<T>): Promise<T> {
  let refusal: unknown;
  const answer = await waitFor(
    () =>
      ask().catch((error: unknown) => {
        if (!(error instanceof UnexpectedAnswer && [404, 503].includes(error.status))) throw error;
        refusal = error;
        return null;
      }),
    { timeoutMs: patienceMs, intervalMs: 250 },
  );
  if (answer === null) throw refusal;
  return answer;
}
