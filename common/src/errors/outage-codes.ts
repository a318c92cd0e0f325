/** Error codes of each driver that mean an outage rather than a faulty request. */

/** Node.js, and undici, which implements `fetch`. */
export const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EMFILE',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENFILE',
  'ENOBUFS',
  'ENOTCONN',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ETIMEDOUT',
  'ERR_SOCKET_CLOSED',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CLOSED',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/**
 * PostgreSQL, appendix A: 08 connection exceptions · 25006 read only, as during a failover · 25P03, 25P04, 57P05 time
 * limits of a transaction or session · 28 and 3D000 login or database refused · 40001, 40003, 40P01 conflicts · 53
 * insufficient resources · 55P03 lock not available · 57014 cancelled · 57P shutdown · 58 system errors.
 */
export const postgresStates =
  /^(08...|25006|25P0[34]|28...|3D000|4000[13]|40P01|53...|55P03|57014|57P0[1-5]|580[03]0)$/;

/**
 * Prisma's error reference. Where Prisma's code is less specific than PostgreSQL's, the PostgreSQL code is nested in
 * the error.
 */
export const prismaCodes = new Set([
  'P1000', // login refused
  'P1001', // can't reach the server
  'P1002', // timed out
  'P1003', // no such database
  'P1008', // timed out
  'P1010', // access denied
  'P1011', // TLS
  'P1017', // the server closed the connection
  'P2024', // the pool is exhausted
  'P2028', // transaction API
  'P2034', // write conflict or deadlock
  'P2037', // too many connections
]);

/** Errors of Prisma's PostgreSQL adapter without a PostgreSQL code. */
export const prismaKinds = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TlsConnectionError']);

/** MongoDB's error codes (error_codes.yml) of servers that are unavailable, stepping down, busy or out of resources. */
export const mongoCodes = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  18, // AuthenticationFailed
  24, // LockTimeout
  43, // CursorNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  112, // WriteConflict
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  175, // QueryPlanKilled
  189, // PrimarySteppedDown
  202, // NetworkInterfaceExceededTimeLimit
  225, // TransactionTooOld
  234, // RetryChangeStream
  237, // CursorKilled
  246, // SnapshotUnavailable
  251, // NoSuchTransaction
  262, // ExceededTimeLimit
  290, // TransactionExceededLifetimeLimitSeconds
  317, // ConnectionPoolExpired
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11601, // Interrupted
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
  14031, // OutOfDiskSpace
]);
export const mongoLabels = new Set([
  'TransientTransactionError',
  'RetryableWriteError',
  'UnknownTransactionCommitResult',
]);

/**
 * Broker errors that KafkaJS does not retry although their cause is the broker, this producer or this member, not the
 * message.
 */
export const kafkaTypes = new Set([
  'UNKNOWN',
  'BROKER_NOT_AVAILABLE',
  'DUPLICATE_SEQUENCE_NUMBER',
  'FENCED_INSTANCE_ID',
  'ILLEGAL_GENERATION',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
  'LOG_DIR_NOT_FOUND',
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'REBALANCE_IN_PROGRESS',
  'SASL_AUTHENTICATION_FAILED',
  'STALE_BROKER_EPOCH',
  'STALE_CONTROLLER_EPOCH',
  'UNKNOWN_MEMBER_ID',
  'UNKNOWN_PRODUCER_ID',
]);

/** The first word of a Redis error reply is its code. */
export const redisCodes = new Set([
  'BUSY',
  'CLUSTERDOWN',
  'LOADING',
  'MASTERDOWN',
  'MISCONF',
  'NOAUTH',
  'NOREPLICAS',
  'OOM',
  'READONLY',
  'TRYAGAIN',
  'UNBLOCKED',
  'WRONGPASS',
]);

export const outageNames = new Set([
  'TransientError',
  'TimeoutError', // of AbortSignal.timeout
  'DisconnectedError',
  'KafkaJSBrokerNotFound',
  'KafkaJSConnectionClosedError',
  'KafkaJSConnectionError',
  'KafkaJSGroupCoordinatorNotFound',
  'KafkaJSLockTimeout',
  'KafkaJSMetadataNotLoaded',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSNumberOfRetriesExceeded',
  'KafkaJSRequestTimeoutError',
  'KafkaJSSASLAuthenticationError',
  'KafkaJSTimeout',
  'KafkaJSTopicMetadataNotLoaded',
  'MaxRetriesPerRequestError',
  'MongoClientClosedError',
  'MongoExpiredSessionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoOperationTimeoutError',
  'MongoPoolClearedError',
  'MongoPoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoServerClosedError',
  'MongoServerSelectionError',
  'MongoStalePrimaryError',
  'MongoTopologyClosedError',
  'MongoWaitQueueTimeoutError',
  'MongooseServerSelectionError',
]);
