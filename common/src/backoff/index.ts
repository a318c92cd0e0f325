export { type BackoffOptions, backoffDelayMs, defaultBackoff, pause, type WaitForOptions, waitFor } from './backoff.ts';
export { type FailedAttempt, type RetryOptions, retryUntilStopped } from './retry-until-stopped.ts';
export { within } from './within.ts';
