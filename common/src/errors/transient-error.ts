import {
  kafkaTypes,
  mongoCodes,
  mongoLabels,
  networkCodes,
  outageNames,
  postgresStates,
  prismaCodes,
  prismaKinds,
  redisCodes,
} from './outage-codes.ts';

/** A dependency is away or busy: wait and try again, forever. Nothing is counted, nothing is dead-lettered. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

interface ErrorLike {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  /** KafkaJS marks broker answers that may pass. */
  retriable?: unknown;
  /** A broker's answer by name. */
  type?: unknown;
  status?: unknown;
  errorLabels?: unknown;
  errorLabelSet?: unknown;
  cause?: unknown;
  originalError?: unknown;
  /** What MongoDB's bulk writes wrap: they keep neither its name nor it as a cause. */
  errorResponse?: unknown;
  errors?: unknown;
  /** PostgreSQL's code, in what Prisma's adapter makes of its error. */
  originalCode?: unknown;
  kind?: unknown;
  meta?: { driverAdapterError?: unknown } | null;
}

const isIn = (codes: ReadonlySet<unknown>, code: unknown): boolean => codes.has(code);
const isPostgresState = (code: unknown): boolean => typeof code === 'string' && postgresStates.test(code);
const startsWith = (name: unknown, start: string): boolean => typeof name === 'string' && name.startsWith(start);

/** Each driver has a field of its own for what happened; a number means another thing in another driver. */
const isOutageOf: ((error: ErrorLike) => boolean)[] = [
  ({ name, retriable }) => isIn(outageNames, name) || retriable === true,
  ({ code }) => isIn(networkCodes, code) || isIn(prismaCodes, code) || isPostgresState(code),
  ({ originalCode, kind }) => isPostgresState(originalCode) || isIn(prismaKinds, kind),
  ({ name, code }) => startsWith(name, 'Mongo') && isIn(mongoCodes, code),
  ({ errorLabels, errorLabelSet }) => {
    const labels = errorLabelSet instanceof Set ? [...errorLabelSet] : Array.isArray(errorLabels) ? errorLabels : [];
    return labels.some((label) => mongoLabels.has(label));
  },
  ({ name, type }) => name === 'KafkaJSProtocolError' && isIn(kafkaTypes, type),
  // Redis' protocol has the code in the text and nowhere else.
  ({ name, message }) => name === 'ReplyError' && redisCodes.has(String(message).split(' ', 1)[0] ?? ''),
  // The registry client's ResponseError: no answer, busy, or a fault of the registry.
  ({ name, status }) =>
    name === 'ResponseError' &&
    typeof status === 'number' &&
    (status < 400 || [408, 429].includes(status) || status >= 500),
];

/**
 * Whether an error means "a dependency is away or busy". Decided by error names and codes, never by what a message says;
 * looks through causes, because drivers wrap each other.
 */
export function isTransient(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const like = error as ErrorLike;
  if (isOutageOf.some((isOutage) => isOutage(like))) return true;
  const several = Array.isArray(like.errors) ? like.errors : [];
  const inner = [like.cause, like.originalError, like.errorResponse, like.meta?.driverAdapterError, ...several];
  return inner.some((next) => isTransient(next, depth + 1));
}
