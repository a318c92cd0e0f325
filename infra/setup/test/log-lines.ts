import { expect } from '@jest/globals';
import { PermanentError } from '@ticketing/common/errors';
import { createLogger } from '@ticketing/common/log';
import { createSecurityLog } from '@ticketing/common/security-log';
import { processingSpan, startTelemetry, withSpan } from '@ticketing/common/telemetry';
import { headerNames, type Topic } from '@ticketing/contracts';
import { createFailedMessageRouter } from '../../../common/src/consuming/route-failed-message.ts';

type Line = Record<string, unknown>;

const topic: Topic = 'payments.payment.created.v1';
const message = {
  topic,
  partition: 0,
  offset: '7',
  key: null,
  value: null,
  headers: { [headerNames.eventId]: 'event' },
  originalHeaders: {},
  timestampMs: 0,
};

/** Lines as programs write them: a retry and a dead letter, within a trace, and a security event. */
export async function linesOfPrograms(): Promise<{ texts: string[]; lines: Line[]; securityLine: Line }> {
  const texts: string[] = [];
  const log = createLogger({
    service: 'orders',
    level: 'info',
    destination: { write: (line) => void texts.push(line) },
  });
  const stop = startTelemetry({ service: 'orders', otlpEndpoint: undefined });
  try {
    const publisher = { publish: async () => {}, close: async () => {} };
    const route = createFailedMessageRouter({ service: 'orders', publisher, retryDelaysMs: [5], log });
    await withSpan(processingSpan(topic), async () => {
      expect(await route(topic, message, new TypeError('a bug'))).toBe('retry_later');
      expect(await route(topic, message, new PermanentError('undecodable', 'these bytes are no event'))).toBe(
        'dead_lettered',
      );
    });
  } finally {
    await stop();
  }
  createSecurityLog(log)({ action: 'user-signed-in', outcome: 'failure', userId: 'u', address: '8.8.4.4' });
  const lines = texts.map((text) => JSON.parse(text) as Line);
  return { texts, lines, securityLine: lines.at(-1) ?? {} };
}

/** Names of all fields in the notation of ECS, whether an object is nested or its name has dots. */
export function fieldNames(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? fieldNames(inner, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}
