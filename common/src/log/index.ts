import { ecsFormat } from '@elastic/ecs-pino-format';
import { trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';

export type { Logger };

export interface LoggerOptions {
  service: string;
  level: string;
}

/** Trace ids of the current span, under their ECS names. */
function traceFields() {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { 'trace.id': span.traceId, 'span.id': span.spanId } : {};
}

/** JSON lines with ECS field names on standard output; every line inside a request or a message carries its trace id. */
export const createLogger = ({ service, level }: LoggerOptions): Logger =>
  pino({ ...ecsFormat({ serviceName: service, apmIntegration: false }), level, mixin: traceFields });

/** For tests and for code that runs without a service around it. */
export const silentLogger = (): Logger => pino({ level: 'silent' });
