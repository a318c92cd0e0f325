import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { ConfigError } from '@ticketing/common/config';
import { TransientError } from '@ticketing/common/errors';
import { createLogger, type Logger } from '@ticketing/common/log';
import { loadTelemetryConfig, type TelemetryConfig } from './config.ts';
import { followLogs } from './follow-logs.ts';
import { createSender } from './sender.ts';
import { type LogRow, toLogRow } from './to-log-row.ts';
import { OtlpTraces, toZipkin, type ZipkinSpan } from './to-zipkin.ts';

/**
 * Takes the telemetry of a developer's stack to where it is shown: spans (OTLP over HTTP, as to any collector) to Zipkin,
 * log files to VictoriaLogs. Zipkin's own module for OTLP is in no registry.
 */
async function run(config: TelemetryConfig): Promise<void> {
  const log = createLogger({ service: 'telemetry', level: config.LOG_LEVEL });
  const spans = createSender({ name: 'spans', send: sendSpans(config), log });
  const rows = createSender({ name: 'log lines', send: sendRows(config), log });
  const stopFollowing = followLogs(config.LOGS_FOLDER, log, (program, lines) =>
    rows.add(lines.map((line) => toLogRow(line, program, new Date())).filter((row) => row !== null)),
  );
  const server = createServer(async (req, res) => {
    const status = await receive(req, spans.add, log);
    res.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  const drain = async () => {
    server.close();
    await stopFollowing();
    await Promise.all([spans.stop(), rows.stop()]);
    process.exit(0);
  };
  process.on('SIGTERM', () => void drain());
  process.on('SIGINT', () => void drain());
  server.listen({ host: config.HOST, port: config.PORT });
  await once(server, 'listening');
  log.info({ port: config.PORT }, 'ready');
}

/** @returns the status of the response */
async function receive(
  req: IncomingMessage,
  add: (spans: readonly ZipkinSpan[]) => void,
  log: Logger,
): Promise<number> {
  if (req.url === '/readyz') return 200;
  if (req.method !== 'POST' || req.url !== '/v1/traces') return 404;
  const traces = OtlpTraces.safeParse(await json(req).catch(() => null));
  if (!traces.success) {
    log.warn({ issues: traces.error.issues.slice(0, 3) }, 'these are no traces');
    return 400;
  }
  add(toZipkin(traces.data));
  return 200;
}

const sendSpans =
  ({ TRACES_URL }: TelemetryConfig) =>
  (spans: readonly ZipkinSpan[]) =>
    post(`${TRACES_URL}/api/v2/spans`, 'application/json', JSON.stringify(spans));

const rowFields = '_stream_fields=service.name&_time_field=@timestamp&_msg_field=message';

const sendRows =
  ({ LOGS_URL }: TelemetryConfig) =>
  (rows: readonly LogRow[]) =>
    post(
      `${LOGS_URL}/insert/jsonline?${rowFields}`,
      'application/stream+json',
      rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    );

async function post(url: string, contentType: string, body: string): Promise<void> {
  const { origin } = new URL(url);
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body }).catch(
    (cause) => {
      throw new TransientError(`${origin} does not answer`, { cause });
    },
  );
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${origin} answered ${response.status}`);
}

try {
  await run(loadTelemetryConfig(process.env));
} catch (error) {
  process.stderr.write(`telemetry: ${(error as Error).message}\n`);
  process.exit(error instanceof ConfigError ? 78 : 1);
}
