import { randomUUID } from 'node:crypto';
import { moveExpiry } from '@ticketing/local/expiry';
import type { Page } from 'playwright-core';
import { bookingBecomes } from '../../bookings.ts';
import { withPostgres } from '../../checker/observe/postgres.ts';
import { openSale } from '../../performance.ts';
import { type BookingBody, type Person, signUp } from '../../person.ts';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { operatorOf } from './dead-letters.ts';
import { english } from './english.ts';

const { ops } = english;

/** A booking that waits for its payment. */
export interface GivenSaga {
  id: string;
  orderId: string;
  buyer: Person;
}

/** Long enough to check a page in every look. */
const expiresInSeconds = 14 * 60;

export async function givenSaga({ storeUrl, addresses }: System): Promise<GivenSaga> {
  const [organiser, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
  const performanceId = await openSale(organiser);
  const seats = ['stalls:A:1', 'stalls:A:2'];
  const { id } = await buyer.expect<BookingBody>(201, 'POST', '/api/bookings', { performanceId, seats });
  const { order } = await bookingBecomes(buyer, id, 'awaiting_payment');
  const orderId = order.id;
  await moveExpiry(addresses.databases.orders, orderId, expiresInSeconds);
  return { id, orderId, buyer };
}

const timedOut = { alarm: 'timed_out', version: 1 };
const unknown = { alarm: 'unknown_definition', version: 99 };

/** Changes a row as a fault would, which takes minutes to happen by itself. @returns restores it */
async function withFault({ addresses }: System, id: string, alarm: string, version: number) {
  const update = (sql: string, values: unknown[]) =>
    withPostgres(addresses.databases.bookings, (client) =>
      client.query(`UPDATE sagas SET ${sql} WHERE id = $1`, values),
    );
  await update("status = 'stuck', alarm = $2::jsonb, definition_version = $3, waits_for = 'retry'", [
    ...[id, JSON.stringify({ step: 'payment', code: alarm }), version],
  ]);
  return () => update("status = 'running', alarm = NULL, definition_version = 1, waits_for = 'reply'", [id]);
}

/** A saga that got no answer to its question how the order ended. */
export async function givenStuckSaga(system: System): Promise<GivenSaga> {
  const saga = await givenSaga(system);
  await withFault(system, saga.id, timedOut.alarm, timedOut.version);
  return saga;
}

interface SagaScene {
  path?: (saga: GivenSaga) => string;
  fault?: { alarm: string; version: number };
  act?: (page: Page) => Promise<unknown>;
}

/** The page of a saga, or another one about it. The booking is cancelled afterwards. */
const about =
  ({ path = ({ id }) => `/ops/sagas/${id}`, fault, act }: SagaScene = {}) =>
  async (system: System): Promise<Arranged> => {
    const [saga, person] = await Promise.all([givenSaga(system), operatorOf(system)]);
    const restore = fault && (await withFault(system, saga.id, fault.alarm, fault.version));
    const leave = async () => {
      await restore?.();
      await saga.buyer.request('DELETE', `/api/bookings/${saga.id}`);
    };
    return { path: path(saga), person, leave, ...(act && { act }) };
  };

export const sagaScenes: Scene[] = [
  { name: 'ops-sagas', shows: 'book-journey 1', arrange: about({ path: () => '/ops/sagas' }) },
  {
    name: 'ops-sagas-stuck',
    shows: ops.sagas.stuckText,
    arrange: about({ path: () => '/ops/sagas', fault: timedOut }),
  },
  {
    name: 'ops-sagas-none',
    shows: ops.sagas.noneFound,
    arrange: async (system) => ({ path: `/ops/sagas?search=${randomUUID()}`, person: await operatorOf(system) }),
  },
  { name: 'ops-saga', shows: ops.saga.pivot, arrange: about() },
  { name: 'ops-saga-stuck', shows: ops.saga.retried, arrange: about({ fault: timedOut }) },
  { name: 'ops-saga-unknown', shows: ops.saga.actions.noRetry.unknown, arrange: about({ fault: unknown }) },
  {
    name: 'ops-saga-undo',
    shows: ops.saga.actions.money,
    arrange: about({ act: (page) => page.getByRole('button', { name: ops.saga.actions.undo }).click() }),
  },
  {
    name: 'ops-saga-undone',
    shows: ops.saga.events.Compensated,
    async arrange(system) {
      const [{ id, buyer }, person] = await Promise.all([givenSaga(system), operatorOf(system)]);
      await buyer.expect(204, 'DELETE', `/api/bookings/${id}`);
      await bookingBecomes(buyer, id, 'cancelled');
      return { path: `/ops/sagas/${id}`, person };
    },
  },
  {
    name: 'ops-saga-not-found',
    shows: ops.notFound.title,
    arrange: async (system) => ({ path: `/ops/sagas/${randomUUID()}`, person: await operatorOf(system) }),
    expectedErrors: /404/,
  },
];
