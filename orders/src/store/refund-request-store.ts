import type { RefundDecision } from '../domain/refund-request.ts';
import type { Database, Tx } from './database.ts';
import { Prisma, type RefundRequest as StoredRequest } from './prisma/client.ts';

const toDecision = ({ recordedAt: _, outcome, ...row }: StoredRequest): RefundDecision => ({
  ...row,
  outcome: outcome as RefundDecision['outcome'],
});

/** Returns how requests were decided. Requires the locks of their orders. */
export async function findDecisions(tx: Tx, requestIds: readonly string[]): Promise<Map<string, RefundDecision>> {
  const found = await tx.refundRequest.findMany({ where: { requestId: { in: [...requestIds] } } });
  return new Map(found.map((row) => [row.requestId, toDecision(row)]));
}

export async function insertDecisions(tx: Tx, decisions: readonly RefundDecision[]): Promise<void> {
  await tx.refundRequest.createMany({ data: [...decisions], skipDuplicates: true });
}

/** Returns all decisions that are kept. */
export const allDecisions = async (database: Database): Promise<RefundDecision[]> =>
  (await database.refundRequest.findMany({ orderBy: { requestId: 'asc' } })).map(toDecision);

/** Longer than a topic keeps the requests (30 days): nobody asks for these again. */
export const forgottenRequests = {
  table: Prisma.sql`refund_requests`,
  where: Prisma.sql`recorded_at < now() - interval '35 days'`,
};
