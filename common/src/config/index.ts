import { retryTiers } from '@ticketing/contracts';
import { z } from 'zod';

/** Names every missing or malformed variable. The program does not start. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Record<string, string | undefined>;

/**
 * Parses the environment with a schema. Treats an empty variable as missing.
 * @throws ConfigError
 */
export function parseEnv<Schema extends z.ZodType>(schema: Schema, env: Environment): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new ConfigError(`the configuration is not valid:\n${problems.join('\n')}`);
}

const required = 'is required';
/** A non-empty variable. */
export const text = () => z.string({ error: required }).min(1);
/** Comma-separated, at least one. */
export const csv = () => text().transform((list) => list.split(',').map((item) => item.trim()));
/** A URL with one of the given protocols, e.g. `url('http', 'https')`. */
export const url = (...protocols: string[]) =>
  text().refine(
    (value) => protocols.some((protocol) => value.startsWith(`${protocol}://`)),
    `must start with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  );
/** A TCP port in [0, 65535]; 0 lets the system choose one. */
export const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
/** An integer ≥ 1, in the unit that the variable's name states. */
export const positiveInteger = (fallback: number) => z.coerce.number().int().positive().default(fallback);

/** How long a one-shot program retries while a dependency is unavailable, in seconds. */
export const retryForSeconds = () => z.coerce.number().min(0).default(0);

/**
 * REQUIRE_VERIFIED_EMAIL: whether accounts that have not confirmed their address are restricted. Off by default, because
 * programs of the contract sign up and list at once.
 */
export const requireVerifiedEmail = () => z.stringbool().default(false);

/** Variables that every service and worker reads. */
export const serviceEnv = {
  HOST: z.string().default('0.0.0.0'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
  /** OTLP/HTTP endpoint for traces. Without it, no traces are exported. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https').optional(),
  /** `service.name` of the traces; the program's name by default. */
  OTEL_SERVICE_NAME: text().optional(),
  /** Share of new traces that are exported, in [0, 1]. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
};

/** Delays of the retry tiers in seconds. The catalogue limits the number of tiers. */
const retryDelays = csv()
  .transform((list) => list.map(Number))
  .pipe(z.array(z.number().positive()).max(retryTiers))
  .default([5, 30, 120, 600]);

/** Variables of programs that publish or consume. */
export const kafkaEnv = {
  KAFKA_BROKERS: csv(),
  SCHEMA_REGISTRY_URL: url('http', 'https'),
};

/** Variables of programs that consume. */
export const consumerEnv = {
  ...kafkaEnv,
  /** Delay before each retry of a failed message. After the last one, the message is dead-lettered. */
  RETRY_DELAYS_SECONDS: retryDelays,
  /** Messages applied in one transaction, at most; 1 applies each by itself, which shows what batches are worth (ADR 20). */
  CONSUMER_BATCH_SIZE: positiveInteger(200),
};

/** Converts seconds, the unit of variables, to milliseconds, the unit of the code. */
export const toMs = (seconds: number): number => seconds * 1000;

/** Words of keys that were copied from an example. A random key contains one of them practically never. */
const placeholder =
  /change.?(me|this|it)|replace.?(me|this|by)|place.?holder|secret|password|example|default|your.?(jwt|key)/i;
const minDistinctCharacters = 8;

/** Whether a text repeats a part of itself, such as `abcabcab`. */
const isRepetition = (text: string): boolean =>
  Array.from({ length: text.length / 2 }, (_, at) => at + 1).some((by) => text.startsWith(text.slice(by)));

const isGuessable = (key: string): boolean =>
  placeholder.test(key) || isRepetition(key) || new Set(key).size < minDistinctCharacters;

/**
 * HS256 requires a key at least as long as its hash (RFC 7518, section 3.2). Whoever guesses it can act as anybody, so
 * keys that are not random are refused.
 */
export const jwtKey = () =>
  z
    .string({ error: required })
    .min(32, 'must have at least 32 characters')
    // A shorter one has been reported.
    .refine((key) => key.length < 32 || !isGuessable(key), 'can be guessed; create a key with: openssl rand -hex 32');
