import type { Connection } from 'mongoose';
import { type DetachedSpan, isSampled, SpanKind, startDetachedSpan } from '../telemetry/index.ts';

/** Records a span of each command that is sent within an exported trace. Documents, which may be personal, are not recorded. */
export function recordCommandSpans(connection: Connection): void {
  const client = connection.getClient();
  /** By request. */
  const running = new Map<number, DetachedSpan>();
  const end = (requestId: number, error?: unknown) => {
    running.get(requestId)?.end(error);
    running.delete(requestId);
  };
  client.on('commandStarted', ({ requestId, commandName, command, databaseName }) => {
    if (!isSampled()) return;
    const target: unknown = command[commandName];
    const collection = typeof target === 'string' ? target : undefined;
    const span = startDetachedSpan({
      name: ['mongodb', commandName, collection].filter(Boolean).join(' '),
      kind: SpanKind.CLIENT,
      attributes: {
        'db.system.name': 'mongodb',
        'db.operation.name': commandName,
        'db.namespace': databaseName,
        ...(collection && { 'db.collection.name': collection }),
      },
    });
    running.set(requestId, span);
  });
  client.on('commandSucceeded', ({ requestId }) => end(requestId));
  client.on('commandFailed', ({ requestId, failure }) => end(requestId, failure));
}
