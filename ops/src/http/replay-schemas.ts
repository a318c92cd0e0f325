import { z } from 'zod';
import { type Replay, statusOfReplay } from '../domain/replay.ts';
import type { ResendCounts } from '../store/resend-store.ts';

export const replayIdParams = z.object({ id: z.uuid().toLowerCase() });

export const replayResponse = z
  .object({
    id: z.string(),
    kind: z.enum(['replay', 'edit', 'skip']),
    status: z.enum(['running', 'done', 'cancelled']),
    counts: z.object({
      selected: z.int().meta({ description: 'Letters at the start; another replay may have claimed some' }),
      sent: z.int(),
      waiting: z.int().meta({ description: 'Sent or about to be, and not reported yet' }),
      succeeded: z.int(),
      failed: z.int(),
    }),
    ratePerSecond: z.number(),
    reason: z.string().nullable(),
    operator: z.object({ id: z.string(), email: z.string() }),
    cancelledBy: z.object({ id: z.string(), email: z.string() }).nullable(),
    selection: z.unknown(),
    skip: z.string().nullable(),
    stalled: z
      .object({ at: z.iso.datetime(), reason: z.string() })
      .nullable()
      .meta({ description: 'Why it is stalled now' }),
    createdAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable().meta({ description: 'When the last letter was sent' }),
  })
  .meta({ id: 'Replay' });

export function toReplayResponse(replay: Replay, counts: ResendCounts): z.infer<typeof replayResponse> {
  const { id, kind, selected, ratePerSecond, reason, operator, cancelledBy, selection, skip, stalled } = replay;
  return {
    id,
    kind,
    status: statusOfReplay(replay, counts.waiting),
    counts: {
      selected,
      sent: counts.published,
      waiting: counts.waiting,
      succeeded: counts.succeeded,
      failed: counts.failed,
    },
    ratePerSecond,
    reason,
    operator,
    cancelledBy,
    selection,
    skip,
    stalled: stalled && { at: stalled.at.toISOString(), reason: stalled.reason },
    createdAt: replay.createdAt.toISOString(),
    endedAt: replay.endedAt?.toISOString() ?? null,
  };
}

const nothingYet: ResendCounts = { claimed: 0, published: 0, waiting: 0, succeeded: 0, failed: 0 };

/** The response for a replay that has just started. */
export const toNewReplayResponse = (replay: Replay) => toReplayResponse(replay, nothingYet);
export const locationOf = ({ id }: Replay) => ({ Location: `/api/ops/replays/${id}` });
