export { type AppOptions, createApp } from './app.ts';
export { maxBodyBytes } from './body.ts';
export { tagsOf } from './entity-tags.ts';
export {
  instant,
  instantOrDate,
  isVisible,
  latestInstantMs,
  objectId,
  objectIdPattern,
  optionalText,
  readableText,
  requiredText,
  safeText,
  uuid,
  uuidPattern,
  withoutUndefined,
} from './fields.ts';
export { HttpError, httpErrors } from './http-error.ts';
export type {
  Claimed,
  IdempotencyClaim,
  IdempotencyRecord,
  IdempotencyStore,
} from './idempotency.ts';
export {
  createLiveStreams,
  type LiveStreams,
  type LiveStreamsOptions,
} from './live/live-streams.ts';
export type { LiveEvent } from './live/new-stream.ts';
export { openOwnStream, publishToOwners } from './live/owner-streams.ts';
export { createChangedReader } from './live/read-changed.ts';
export { documentOf, errorBody } from './openapi.ts';
export { forOperators, operatorAnswers } from './operators.ts';
export { type LoadShedder, noLoadShedding, type Priority } from './overload.ts';
export {
  type Cursor,
  invalidCursor,
  isInstantCursor,
  nextLink,
  nextPageHeaders,
  type Page,
  type PageOptions,
  pageQuery,
  readPage,
} from './paging.ts';
export { price, priceBound } from './price.ts';
export { challengeHeader, type ProofOfWork, proofHeader } from './proof-of-work.ts';
export { defineRoute, type FileBody, type Reply, type RouteSpec, reply } from './route.ts';
export { listen, type RunningServer } from './server.ts';
export {
  clearCookie,
  clearSession,
  type NewCookie,
  readCookie,
  type SessionUser,
  sessionCookie,
  sessionOf,
  setCookie,
  startSession,
} from './session.ts';
