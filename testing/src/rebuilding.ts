import type { Codec } from '@ticketing/common/kafka';
import type { Connection, OutboxRow } from '@ticketing/common/mongo';
import { outboxOf } from '@ticketing/common/mongo';
import { type ReconcileReport, type ReconcileSource, reconcile } from '@ticketing/common/reconcile';
import { emptyBroker } from './empty-broker.ts';

/** A codec that is never used, because nothing is read. */
const unused: Codec = {
  encode: () => Promise.reject(new Error('nothing is encoded here')),
  decode: () => Promise.reject(new Error('nothing is decoded here')),
};

type Content = Pick<OutboxRow, 'topic' | 'key' | 'aggregateId' | 'payload'>;

/**
 * Drops topics and outbox, as after losing the broker a week later, and reconciles from the business rows alone.
 * @returns the outbox before and after
 */
export async function loseAndRebuild(
  connection: Connection,
  source: ReconcileSource,
): Promise<{ before: Content[]; after: Content[]; report: ReconcileReport; again: ReconcileReport }> {
  const { log, queue } = outboxOf(connection);
  const contents = async (): Promise<Content[]> => {
    const rows = await log.find().sort({ topic: 1, aggregateId: 1, sequence: 1 }).lean();
    return rows.map(({ topic, key, aggregateId, payload }) => ({ topic, key, aggregateId, payload }));
  };
  const run = () => reconcile({ source, reader: emptyBroker, codec: unused, isDryRun: false });
  const before = await contents();
  await Promise.all([log.deleteMany({}), queue.deleteMany({})]);
  const report = await run();
  const after = await contents();
  return { before, after, report, again: await run() };
}
