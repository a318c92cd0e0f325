/** A dependency is away or busy: wait and try again, forever. Nothing is counted, nothing is dead-lettered. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

// PostgreSQL appendix A: connection exceptions, serialization failure, deadlock, operator intervention, out of resources.
const postgresStates = /^(08...|40001|40P01|57P0[1-5]|53...|55P03)$/;
// Prisma error reference: can't reach, timed out, server closed the connection, pool timeout, write conflict, transaction API.
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);
const errorNames =
  /^(TransientError|Mongo(Network|NetworkTimeout|ServerSelection|PoolCleared|PoolClosed|WaitQueueTimeout|NotConnected|Topology(Closed)?|ExpiredSession|OperationTimeout)Error|MongooseServerSelectionError|DisconnectedError|DriverAdapterError|MaxRetriesPerRequestError|KafkaJS(Connection|ConnectionClosed|RequestTimeout|NumberOfRetriesExceeded|NonRetriableError|LockTimeout|BrokerNotFound|MetadataNotLoaded|TopicMetadataNotLoaded|ConnectionNotCredentials)Error|KafkaJSNumberOfRetriesExceeded)$/;
const mongoLabels = ['TransientTransactionError', 'RetryableWriteError', 'UnknownTransactionCommitResult'];

interface ErrorLike {
  name?: string;
  code?: unknown;
  /** KafkaJS marks broker answers that may pass. */
  retriable?: unknown;
  status?: unknown;
  errorLabels?: unknown;
  errorLabelSet?: unknown;
  cause?: unknown;
  originalError?: unknown;
  errors?: unknown;
}

function isTransientItself(error: ErrorLike): boolean {
  const { name = '', code, retriable, status, errorLabels, errorLabelSet } = error;
  if (errorNames.test(name) || retriable === true) return true;
  if (typeof code === 'string' && (networkCodes.has(code) || prismaCodes.has(code) || postgresStates.test(code)))
    return true;
  // The registry client's ResponseError: no answer, busy, or a fault of the registry.
  if (name === 'ResponseError' && typeof status === 'number') return status < 400 || status === 429 || status >= 500;
  const labels = errorLabelSet instanceof Set ? [...errorLabelSet] : Array.isArray(errorLabels) ? errorLabels : [];
  return labels.some((label) => mongoLabels.includes(label));
}

/**
 * Whether an error means "a dependency is away or busy". Decided by error names and codes, never by message text;
 * looks through causes, because drivers wrap each other.
 */
export function isTransient(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const like = error as ErrorLike;
  if (isTransientItself(like)) return true;
  const inner = Array.isArray(like.errors) ? like.errors : [];
  return [like.cause, like.originalError, ...inner].some((next) => isTransient(next, depth + 1));
}
