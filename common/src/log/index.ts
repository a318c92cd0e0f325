import { ecsFormat } from '@elastic/ecs-pino-format';
import { trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';

export type { Logger };

export interface LoggerOptions {
  service: string;
  level: string;
  /** Where lines are written; standard output by default. */
  destination?: { write(line: string): void };
}

/** Returns the trace ids of the current span under their ECS names. */
function traceFields() {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { 'trace.id': span.traceId, 'span.id': span.spanId } : {};
}

/**
 * Creates a logger of JSON lines with ECS field names on standard output. Lines of a request or a message carry its
 * trace id.
 */
export const createLogger = ({ service, level, destination }: LoggerOptions): Logger => {
  const options = { ...ecsFormat({ serviceName: service, apmIntegration: false }), level, mixin: traceFields };
  return destination ? pino(options, destination) : pino(options);
};

/** Creates a silent logger for tests and for code outside a service. */
export const silentLogger = (): Logger => pino({ level: 'silent' });
