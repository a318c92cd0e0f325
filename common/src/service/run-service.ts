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
  OTEL_SERVICE_NAME?: string | undefined;
  OTEL_TRACES_SAMPLER_ARG: number;
}

export interface ServiceContext<Config> {
  config: Config;
  log: Logger;
  metrics: Registry;
  /**
   * Registers a stop function for shutdown. They run in reverse order, so that dependents stop before their
   * dependencies.
   */
  onStop: (name: string, stop: () => Promise<unknown>) => void;
}

export interface ServiceParts {
  /** The API; absent for a worker. */
  app?: Express;
  checks: Record<string, ReadinessCheck>;
  /** Open-ended responses; closed first, because the server waits for every response. */
  streams?: { close(): void };
}

export interface ServiceDefinition<Config extends ServiceConfig> {
  name: string;
  loadConfig: () => Config;
  start: (context: ServiceContext<Config>) => Promise<ServiceParts>;
}

/** Longer than any request or message may take; the orchestrator kills after 30 s. */
const drainLimitMs = 25_000;

/**
 * Runs a process until SIGTERM or SIGINT: configuration, logs, traces, health, then the service itself. On the signal
 * it becomes unready, accepts no new work, finishes work in flight and exits with code 0.
 */
export async function runService<Config extends ServiceConfig>({
  name,
  loadConfig,
  start,
}: ServiceDefinition<Config>): Promise<void> {
  const config = configOrExit(loadConfig);
  const failpoints = configOrExit(() => armFailpoints(process.env));
  const log = createLogger({ service: name, level: config.LOG_LEVEL });
  if (failpoints > 0) log.warn({ failpoints }, 'failpoints are armed: this process will fail on purpose');
  const metrics = createMetrics(name);
  const stops: { name: string; stop: () => Promise<unknown> }[] = [];
  const onStop = (what: string, stop: () => Promise<unknown>) => void stops.unshift({ name: what, stop });
  let isDraining = false;

  const drain = async (signal: string) => {
    if (isDraining) return;
    isDraining = true;
    log.info({ signal }, 'draining');
    setTimeout(() => {
      log.error({ limitMs: drainLimitMs }, 'drain timed out; exiting');
      process.exit(1);
    }, drainLimitMs).unref();
    for (const part of stops) {
      await part.stop().catch((err: unknown) => log.warn({ err, part: part.name }, 'part failed to stop cleanly'));
    }
    log.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void drain(signal));
  process.on('SIGINT', (signal) => void drain(signal));
  process.on('unhandledRejection', (err) => crash(log, err));
  process.on('uncaughtException', (err) => crash(log, err));

  const telemetry = {
    service: config.OTEL_SERVICE_NAME ?? name,
    sampleRatio: config.OTEL_TRACES_SAMPLER_ARG,
    otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
  };
  onStop('telemetry', startTelemetry(telemetry));
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

/** A bug leaves unknown state, so the process exits and the orchestrator restarts it. */
function crash(log: Logger, err: unknown): never {
  log.fatal({ err }, 'crashed');
  process.exit(1);
}
