/** The fields by which drivers say what happened, and those by which they wrap each other's errors. */
export interface ErrorLike {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  /** KafkaJS sets this on broker errors that may pass. */
  retriable?: unknown;
  /** Name of a broker's error. */
  type?: unknown;
  status?: unknown;
  errorLabels?: unknown;
  errorLabelSet?: unknown;
  cause?: unknown;
  originalError?: unknown;
  /** What MongoDB's bulk writes wrap: they keep neither its name nor it as a cause. */
  errorResponse?: unknown;
  errors?: unknown;
  /** PostgreSQL's code, as Prisma's adapter nests it. */
  originalCode?: unknown;
  kind?: unknown;
  meta?: { driverAdapterError?: unknown } | null;
}

/** Errors may wrap themselves. */
const maxDepth = 5;

/** Yields an error and all that it wraps, the outer ones first, because drivers wrap each other's errors. */
export function* errorChain(error: unknown, depth = 0): Generator<ErrorLike> {
  if (typeof error !== 'object' || error === null || depth > maxDepth) return;
  const like = error as ErrorLike;
  yield like;
  const several = Array.isArray(like.errors) ? like.errors : [];
  for (const inner of [like.cause, like.originalError, like.errorResponse, like.meta?.driverAdapterError, ...several])
    yield* errorChain(inner, depth + 1);
}
