import { join } from 'node:path';
import { root } from '../config.ts';
import { runCommand } from '../process/run-command.ts';
import { demoPassword, orders, people } from './catalogue.ts';
import { confirmAddresses } from './confirm-addresses.ts';
import { seedListings } from './seed-listings.ts';
import { seedOrder } from './seed-orders.ts';
import { seedPerformances } from './seed-performances.ts';
import { signIn } from './store-api.ts';

export interface SeedOptions {
  gatewayUrl: string;
  /** Of auth's database: the HTTP API can't grant roles. */
  mongoUri: string;
  /** The page of the mailbox; null with a real mail server, which is not sent mails to invented people. */
  mailboxUrl: string | null;
  /** Of orders' database: the HTTP API can't change an expiry. */
  ordersUrl: string;
  /** Whether Stripe is the sandbox, which has a card with a slow bank. */
  hasSandbox: boolean;
  report: (text: string) => void;
}

/**
 * Fills the marketplace with demo data through its API. An interrupted run is resumed: existing data is not changed.
 */
export async function seed({
  gatewayUrl,
  mongoUri,
  mailboxUrl,
  ordersUrl,
  hasSandbox,
  report,
}: SeedOptions): Promise<void> {
  report('people');
  const enter = (name: keyof typeof people) => signIn(gatewayUrl, people[name].email, demoPassword);
  const [mira, jonas, lea, noah] = await Promise.all([enter('mira'), enter('jonas'), enter('lea'), enter('noah')]);
  await enter('omar');
  await grantOperator(mongoUri);
  report('listings');
  const ticketIds = await seedListings({ mira, jonas });
  report('performances');
  await seedPerformances(mira);
  report('orders');
  const placed = { lea: await lea.listOrders(), noah: await noah.listOrders() };
  const possible = orders.filter(({ outcome }) => hasSandbox || (outcome !== 'late' && outcome !== 'paying'));
  await Promise.all(
    possible.map(({ buyer, title, outcome }) => {
      const known = placed[buyer].find(({ ticket }) => ticket?.title === title);
      return seedOrder({ buyer: { lea, noah }[buyer], ticketId: ticketIds.get(title), known, outcome, ordersUrl });
    }),
  );
  report('addresses');
  const addresses = Object.values(people).map(({ email }) => email);
  if (mailboxUrl) await confirmAddresses({ gatewayUrl, mailboxUrl, addresses });
}

const grantOperator = (mongoUri: string) =>
  runCommand(process.execPath, [join(root, 'auth/src/grant-role.ts'), people.omar.email, 'operator'], {
    name: 'granting the operator role',
    cwd: root,
    env: { MONGO_URI: mongoUri },
  });
