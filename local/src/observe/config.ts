import { type Environment, parseEnv, port, serviceEnv, url } from '@ticketing/common/config';
import { z } from 'zod';

const Env = z.object({
  ...serviceEnv,
  HOST: z.string().default('127.0.0.1'),
  PORT: port(14_318),
  /** Zipkin. */
  TRACES_URL: url('http'),
  /** VictoriaLogs. */
  LOGS_URL: url('http'),
  /** The folder of the programs' log files. */
  LOGS_FOLDER: z.string().min(1),
});

export type TelemetryConfig = z.infer<typeof Env>;

/** @throws ConfigError naming every missing or malformed variable */
export const loadTelemetryConfig = (env: Environment): TelemetryConfig => parseEnv(Env, env);
