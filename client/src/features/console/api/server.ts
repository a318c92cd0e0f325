import { read } from '@/api/server.ts';
import type { GroupQuery, LetterQuery, PageQuery, SagaQuery } from './schemas.ts';

/** Ops waits for an unavailable broker before it answers without the broker's part. */
const overviewTimeoutMs = 8_000;
export const readOverview = () => read('ops', (api) => api.GET('/api/ops/overview'), overviewTimeoutMs);
export const readDeadLetterTopics = () => read('ops', (api) => api.GET('/api/ops/dead-letter-topics'));

export const readLetters = (query: LetterQuery) =>
  read('ops', (api) => api.GET('/api/ops/letters', { params: { query } }));
export const readLetter = (id: string) =>
  read('ops', (api) => api.GET('/api/ops/letters/{id}', { params: { path: { id } } }));
export const readGroups = (query: GroupQuery) =>
  read('ops', (api) => api.GET('/api/ops/groups', { params: { query } }));

/** Ops waits for unavailable services and for the broker before it answers without them. */
const orderTimeoutMs = 15_000;
export const readOrderView = (id: string) =>
  read('ops', (api) => api.GET('/api/ops/orders/{id}', { params: { path: { id } } }), orderTimeoutMs);

export const readReplays = (query: PageQuery) =>
  read('ops', (api) => api.GET('/api/ops/replays', { params: { query } }));
export const readReplay = (id: string) =>
  read('ops', (api) => api.GET('/api/ops/replays/{id}', { params: { path: { id } } }));
export const readAudit = (query: PageQuery) => read('ops', (api) => api.GET('/api/ops/audit', { params: { query } }));

export const readSagas = (query: SagaQuery) =>
  read('bookings', (api) => api.GET('/api/bookings/sagas', { params: { query } }));
export const readSaga = (id: string) =>
  read('bookings', (api) => api.GET('/api/bookings/sagas/{id}', { params: { path: { id } } }));
