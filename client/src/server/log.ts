type Fields = { traceId?: string; err?: unknown } & Record<string, unknown>;
type Level = 'info' | 'warn' | 'error';

/** Writes one JSON line with field names of the Elastic Common Schema, like every other service. */
export function formatLogLine(level: Level, { traceId, err, ...fields }: Fields, message: string, now: Date): string {
  return JSON.stringify({
    '@timestamp': now.toISOString(),
    'log.level': level,
    'service.name': 'client',
    message,
    ...(traceId ? { 'trace.id': traceId } : {}),
    ...(err instanceof Error
      ? { 'error.type': err.name, 'error.message': err.message, 'error.stack_trace': err.stack }
      : {}),
    ...fields,
  });
}

const write =
  (level: Level) =>
  (fields: Fields, message: string): void => {
    console.log(formatLogLine(level, fields, message, new Date()));
  };

export const log = { info: write('info'), warn: write('warn'), error: write('error') };
