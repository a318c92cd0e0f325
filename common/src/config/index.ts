import { z } from 'zod';
import { jwtKey } from './jwt-key.ts';
import { contradictionsIn } from './kafka-env.ts';
import { positiveInteger, text, url } from './variables.ts';

export { jwtKey } from './jwt-key.ts';
export {
  brokersEnv,
  brokersOf,
  consumerEnv,
  type KafkaConfig,
  kafkaEnv,
  registryEnv,
  registryUrlOf,
} from './kafka-env.ts';
export { csv, port, positiveInteger, text, url } from './variables.ts';

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
  const issues = parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  const problems = [...issues, ...contradictionsIn(schema, given)];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new ConfigError(`the configuration is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}

/** How long a one-shot program retries while a dependency is unavailable, in seconds. */
export const retryForSeconds = () => z.coerce.number().min(0).default(0);

/**
 * REQUIRE_VERIFIED_EMAIL: whether accounts that have not confirmed their address are restricted. Off by default, because
 * programs of the contract sign up and list at once.
 */
export const requireVerifiedEmail = () => z.stringbool().default(false);

/** Variables of services in which a route may ask for a proof of work. */
export const proofOfWorkEnv = {
  /** Signs challenges; the same in all replicas. Without it, no proofs are asked for. */
  PROOF_OF_WORK_KEY: jwtKey().optional(),
  /** Work of a proof: derivations on average, of about half a millisecond in a browser. */
  PROOF_OF_WORK_DERIVATIONS: positiveInteger(1_000),
};

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

/** Converts seconds, the unit of variables, to milliseconds, the unit of the code. */
export const toMs = (seconds: number): number => seconds * 1000;
