import { idIn } from '@/api/browser.ts';
import { read } from '@/api/server.ts';
import {
  auditSchema,
  deadLetterTopicsSchema,
  letterDetailSchema,
  letterGroupsSchema,
  lettersSchema,
  overviewSchema,
  replaySchema,
  replaysSchema,
} from './schemas.ts';

const withQuery = (path: string, query: URLSearchParams) => (query.size > 0 ? `${path}?${query}` : path);

/** Ops waits for an unavailable broker before it answers without the broker's part. */
const overviewTimeoutMs = 8_000;
export const readOverview = () => read('ops', '/api/ops/overview', overviewSchema, overviewTimeoutMs);
export const readDeadLetterTopics = () => read('ops', '/api/ops/dead-letter-topics', deadLetterTopicsSchema);

export const readLetters = (query: URLSearchParams) => read('ops', withQuery('/api/ops/letters', query), lettersSchema);
export const readLetter = (id: string) => read('ops', `/api/ops/letters/${idIn(id)}`, letterDetailSchema);
export const readGroups = (query: URLSearchParams) =>
  read('ops', withQuery('/api/ops/groups', query), letterGroupsSchema);

export const readReplays = (query: URLSearchParams) => read('ops', withQuery('/api/ops/replays', query), replaysSchema);
export const readReplay = (id: string) => read('ops', `/api/ops/replays/${idIn(id)}`, replaySchema);
export const readAudit = (query: URLSearchParams) => read('ops', withQuery('/api/ops/audit', query), auditSchema);
