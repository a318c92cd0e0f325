import type { InTransaction, Orchestrator } from '@ticketing/common/saga';

/** Delivers replies that have arrived, in one transaction with their effects, like a consumer. @returns their number */
export const deliverReplies = (orchestrator: Orchestrator, inTransaction: InTransaction, limit = 20): Promise<number> =>
  inTransaction(async (sql) => {
    const replies = await sql<{ id: string; topic: string; payload: unknown }>(
      `SELECT id, topic, payload FROM replies WHERE NOT is_delivered AND arrives_at <= clock_timestamp()
       ORDER BY arrives_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
    if (replies.length === 0) return 0;
    await orchestrator.handleReplies(
      sql,
      replies.map(({ topic, payload }) => ({ topic, reply: payload })),
    );
    await sql('UPDATE replies SET is_delivered = true WHERE id = ANY($1)', [replies.map(({ id }) => id)]);
    return replies.length;
  });
