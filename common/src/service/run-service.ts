import express, { type Express } from 'express';
import { ConfigError } from '../config/index.ts';
import { armFailpoints } from '../failpoints/index.ts';
import { listen } from '../http/index.ts';
import { createLogger, type Logger } from '../log/index.ts';
import { createMetrics, type Registry } from '../metrics/index.ts';
import { startTelemetry } from '../telemetry/index.ts';
import { healthRoutes, type ReadinessCheck } from './health.ts';

export interface ServiceConfig {
  HOST: string;
  PORT: number;
  LOG_LEVEL: string;
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
}

export interface ServiceContext<Config> {
  config: Config;
  log: Logger;
  metrics: Registry;
  /** Registers what has to be ended at shutdown. Ended in reverse order, so that dependents end before what they use. */
  onStop: (name: string, stop: () => Promise<unknown>) => void;
}

export interface ServiceParts {
  /** The API; a worker has none. */
  app?: Express;
  checks: Record<string, ReadinessCheck>;
  /** Answers that have no end of their own; ended first, because the server waits for every answer. */
  streams?: { close(): void };
}

export interface ServiceDefinition<Config extends ServiceConfig> {
  name: string;
  loadConfig: () => Config;
  start: (context: ServiceContext<Config>) => Promise<ServiceParts>;
}

/** Longer than any request or message may take; the orchestrator's kill comes after 30 s. */
const drainLimitMs = 25_000;

/**
 * Runs a process until SIGTERM or SIGINT: configuration, logs, traces, health, then the service itself.
 * On the signal it turns unready, stops taking work, finishes what it has begun and ends with code 0.
 */
export async function runService<Config extends ServiceConfig>({
  name,
  loadConfig,
  start,
}: ServiceDefinition<Config>): Promise<void> {
  const config = configOrExit(loadConfig);
  const failpoints = configOrExit(() => armFailpoints(process.env));
  const log = createLogger({ service: name, level: config.LOG_LEVEL });
  if (failpoints > 0) log.warn({ failpoints }, 'failpoints are armed: this process fails on purpose');
  const metrics = createMetrics(name);
  const stops: { name: string; stop: () => Promise<unknown> }[] = [];
  const onStop = (what: string, stop: () => Promise<unknown>) => void stops.unshift({ name: what, stop });
  let isDraining = false;

  const drain = async (signal: string) => {
    if (isDraining) return;
    isDraining = true;
    log.info({ signal }, 'draining');
    setTimeout(() => {
      log.error({ limitMs: drainLimitMs }, 'draining took too long; ending now');
      process.exit(1);
    }, drainLimitMs).unref();
    for (const part of stops) {
      await part.stop().catch((err: unknown) => log.warn({ err, part: part.name }, 'a part did not stop cleanly'));
    }
    log.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void drain(signal));
  process.on('SIGINT', (signal) => void drain(signal));
  process.on('unhandledRejection', (err) => crash(log, err));
  process.on('uncaughtException', (err) => crash(log, err));

  onStop('telemetry', startTelemetry({ otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT }));
  try {
    const { app, checks, streams } = await start({ config, log, metrics, onStop });
    const root = express()
      .disable('x-powered-by')
      .use(healthRoutes({ checks, metrics, isDraining: () => isDraining }));
    if (app) root.use(app);
    const server = await listen(root, config.HOST, config.PORT);
    onStop('http', () => server.close());
    if (streams) onStop('streams', async () => streams.close());
    log.info({ port: server.port }, 'ready');
  } catch (err) {
    crash(log, err);
  }
}

function configOrExit<Config>(loadConfig: () => Config): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78); // EX_CONFIG of sysexits.h
  }
}

/** A bug leaves an unknown state behind: end, and let the orchestrator start a fresh process. */
function crash(log: Logger, err: unknown): never {
  log.fatal({ err }, 'crashed');
  process.exit(1);
}
