import { conflict, notFound } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import type { Operator, Replay } from '../domain/replay.ts';
import type { OpsDeps } from './deps.ts';

/**
 * Stops claiming letters for a replay. Letters already sent are not recalled, and their outcome is recorded.
 * Idempotent.
 * @throws DomainError not_found, replay_ended
 */
export const cancelReplay =
  ({ connection, replays, audit, now }: OpsDeps) =>
  ({ id, operator, reason }: { id: string; operator: Operator; reason: string | null }): Promise<Replay> =>
    inTransaction(connection, async (session) => {
      const cancelled = await replays.cancel(session, id, operator);
      if (cancelled) {
        const { selection, selected: letters } = cancelled;
        await audit.append(
          { operator, action: 'cancel', reason, selection, letters, replayId: id, details: {}, at: now() },
          session,
        );
        return cancelled;
      }
      const found = await replays.findById(id, session);
      if (!found) throw notFound('There is no such replay');
      if (found.state === 'sent') throw conflict('replay_ended', 'Everything is already sent');
      return found;
    });
