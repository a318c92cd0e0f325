import { createSignedIds } from '@ticketing/common/effects';
import { silentLogger } from '@ticketing/common/log';
import { type Connection, mongoCounters, type OutboxRow } from '@ticketing/common/mongo';
import { type Answer, someUser, type TestApi, type TestUser, testJwtKey } from '@ticketing/testing/api';
import { type Deliver, startMongoService } from '@ticketing/testing/mongo-service';
import { subscriptions } from '../src/consumers/index.ts';
import { knownPlaces } from '../src/domain/known-places.ts';
import { documentPath, routes } from '../src/http/routes.ts';
import { createStores } from '../src/store/index.ts';
import { createConsumerUseCases, createSweeperUseCases, createUseCases } from '../src/use-cases/index.ts';
import type { DepartureDeps } from '../src/use-cases/publish-departures.ts';

export interface OrganiserBody {
  id: string;
  name: string;
  members: { userId: string; role: string }[];
}

export interface PerformanceBody {
  id: string;
  title: string;
  status: string;
  version: number | null;
  startsAt: string;
}

/** An organiser with a hall: two rows of four, and a floor. */
export interface Hall {
  owner: TestUser;
  organiserId: string;
  venueId: string;
}

const hourMs = 3_600_000;
/** Fixed, so that two instants of a test are as far apart as it says. */
const startedAt = Math.floor(Date.now() / 1_000) * 1_000;
/** An instant some hours from the start of the test. */
export const inHours = (hours: number): string => new Date(startedAt + hours * hourMs).toISOString();

export const hallSections = [
  {
    id: 'stalls',
    name: 'Stalls',
    rows: ['A', 'B'].map((label) => ({ label, categoryId: 'a', seats: { from: 1, to: 4, aislesAfter: [2] } })),
  },
  { id: 'floor', name: 'Floor', standing: { quota: 50, categoryId: 'b' } },
];

export const hallCategories = [
  { id: 'a', name: 'Seats', price: 49 },
  { id: 'b', name: 'Floor', price: '19.50' },
];

export interface CatalogFixture {
  api: TestApi;
  connection: Connection;
  mongoUri: string;
  deliver: Deliver;
  /** Puts every Idempotency-Key into the state after a crash between commit and response. */
  expireResponses(): Promise<void>;
  /** Returns the answers to a booking's saga. */
  answersTo(sagaId: string): Promise<OutboxRow[]>;
  /** Returns the outbox events of one performance, by sequence. */
  outboxOf(performanceId: string): Promise<OutboxRow[]>;
  send(
    method: string,
    path: string,
    as: TestUser | undefined,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  givenHall(options?: { owner?: TestUser; sections?: unknown; placeId?: string }): Promise<Hall>;
  givenMember(hall: Hall, role: string): Promise<TestUser>;
  givenDraft(hall: Hall, body?: object): Promise<PerformanceBody>;
  givenPublished(hall: Hall, body?: object): Promise<PerformanceBody>;
  /** Runs the sweeper of schedules once. @param change replaces what it works with */
  publishDepartures(change?: Partial<DepartureDeps>): Promise<void>;
  stores: ReturnType<typeof createStores>;
  stop(): Promise<void>;
}

/** Starts the service without a broker, on a real database. */
export async function startCatalog(log = silentLogger()): Promise<CatalogFixture> {
  const { api, connection, mongoUri, deliver, expireResponses, outbox, parts, stop } = await startMongoService(
    'catalog',
    ({ connection, revokedSessions }) => {
      const stores = createStores(connection);
      const signedIds = createSignedIds(testJwtKey);
      const deps = { connection, counters: mongoCounters(connection, testJwtKey) };
      const useCases = createUseCases({
        ...{ ...stores, ...deps },
        signedIds,
        requiresVerifiedEmail: true,
      });
      const consumers = createConsumerUseCases({ ...stores, log });
      return {
        documentPath,
        stores,
        routes: routes(useCases),
        subscriptions: subscriptions(consumers, revokedSessions),
        sweeperDeps: { ...stores, connection, signedIds, log },
      };
    },
  );
  await parts.stores.places.saveKnown(knownPlaces);
  const send: CatalogFixture['send'] = (method, path, as, body, headers = {}) =>
    api.request(method, path, { headers, ...(as && { as }), ...(body !== undefined && { body }) });
  const created = async <T>(answer: Promise<Answer>): Promise<T> => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`the fixture was refused: ${status} ${JSON.stringify(body)}`);
    return body as T;
  };
  const givenDraft: CatalogFixture['givenDraft'] = ({ owner, organiserId, venueId }, body = {}) =>
    created(
      send('POST', '/api/performances', owner, {
        ...{ organiserId, venueId, title: 'Quartets', startsAt: inHours(48), categories: hallCategories },
        ...body,
      }),
    );
  return {
    api,
    connection,
    mongoUri,
    stores: parts.stores,
    deliver,
    expireResponses,
    publishDepartures: (change = {}) => createSweeperUseCases({ ...parts.sweeperDeps, ...change }).publishDepartures(),
    stop,
    send,
    answersTo: (key) => outbox({ key, topic: 'catalog.booking.answered.v1' }),
    outboxOf: (id) => outbox({ aggregateId: `performance:${id}` }),
    async givenHall({ owner = someUser(), sections = hallSections, placeId = 'vienna-at' } = {}) {
      const organiser = await created<{ id: string }>(send('POST', '/api/organisers', owner, { name: 'Kammersaal' }));
      const venue = await created<{ id: string }>(
        send('POST', '/api/venues', owner, {
          ...{ organiserId: organiser.id, name: 'Großer Saal', placeId },
          ...(sections ? { seatMap: { sections } } : {}),
        }),
      );
      return { owner, organiserId: organiser.id, venueId: venue.id };
    },
    async givenMember({ owner, organiserId }, role) {
      const member = someUser();
      await created(send('PUT', `/api/organisers/${organiserId}/members/${member.id}`, owner, { role }));
      return member;
    },
    givenDraft,
    async givenPublished(hall, body = {}) {
      const { id } = await givenDraft(hall, body);
      return created(send('POST', `/api/performances/${id}/publication`, hall.owner));
    },
  };
}
