import type { ApiAnswer } from '@/api/call-api.ts';
import { isSignedOut, type Problem } from '@/api/problem.ts';
import type { OwnPayment } from '@/api/schemas.ts';
import { readAllOrders, readOwnTickets, readPayments, readProfile, readSessions } from '@/api/server.ts';
import { exportOf } from '@/features/account/data-export.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { readAllBookings } from '@/features/bookings/api/server.ts';
import { readFactors } from '@/features/factors/api/server.ts';
import { accountPath, exportFailedPath } from '@/site/paths.ts';

/** So many reads of payments at once: each order has its own. */
const readsAtOnce = 8;

async function readAllPayments(orderIds: readonly string[]): Promise<ApiAnswer<OwnPayment[]>[]> {
  const answers: ApiAnswer<OwnPayment[]>[] = [];
  for (let start = 0; start < orderIds.length; start += readsAtOnce)
    answers.push(...(await Promise.all(orderIds.slice(start, start + readsAtOnce).map(readPayments))));
  return answers;
}

const leadTo = (location: string) => new Response(null, { status: 303, headers: { location } });
/** Half of somebody's data would look like all of it. */
const refuse = (problem: Problem) =>
  leadTo(isSignedOut(problem) ? signInPath(accountPath, 'expired') : exportFailedPath);

/** GET → 200 a file with everything about the visitor | 303 to sign in, or back to the account page when a service is away */
export async function GET(): Promise<Response> {
  const [profile, sessions, factors, listings, orders, bookings] = await Promise.all([
    readProfile(),
    readSessions(),
    readFactors(),
    readOwnTickets(Number.POSITIVE_INFINITY),
    readAllOrders(),
    readAllBookings(),
  ]);
  if (!profile.ok) return refuse(profile.problem);
  if (!sessions.ok) return refuse(sessions.problem);
  if (!factors.ok) return refuse(factors.problem);
  if (!listings.ok) return refuse(listings.problem);
  if (!orders.ok) return refuse(orders.problem);
  if (!bookings.ok) return refuse(bookings.problem);
  const payments: OwnPayment[] = [];
  for (const answer of await readAllPayments(orders.value.map(({ id }) => id))) {
    if (!answer.ok) return refuse(answer.problem);
    payments.push(...answer.value);
  }
  const file = exportOf(
    {
      profile: profile.value,
      sessions: sessions.value,
      factors: factors.value,
      listings: listings.value,
      orders: orders.value,
      bookings: bookings.value,
      payments,
    },
    new Date(),
  );
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="account.json"',
      'cache-control': 'no-store',
    },
  });
}
