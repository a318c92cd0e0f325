import { randomUUID } from 'node:crypto';
import { type Connection, inTransaction } from '@ticketing/common/mongo';
import { textOfPosition } from '@ticketing/contracts';
import type { LetterHead } from '../domain/letter.ts';
import type { Replay } from '../domain/replay.ts';
import { targetsOf } from '../domain/resend.ts';
import {
  allLetters,
  allOf,
  indexedUntil,
  type LetterQuery,
  queryOfSelection,
  versioned,
  withPosition,
} from '../store/letter-query.ts';
import type { LetterStore } from '../store/letter-store.ts';
import type { ReplayStore } from '../store/replay-store.ts';
import type { ResendStore } from '../store/resend-store.ts';

export interface ClaimDeps {
  connection: Connection;
  letters: LetterStore;
  resends: ResendStore;
  replays: ReplayStore;
  now: () => Date;
}

/**
 * Claims the next letters of a replay, each under a new resend id, in one transaction that only the lease's holder can
 * commit.
 */
export const claimLetters = (
  { connection, letters, resends, replays, now }: ClaimDeps,
  { id: replayId, kind, selection, skip, createdAt }: Replay,
  owner: string,
  { after, limit }: { after: LetterQuery; limit: number },
): Promise<LetterHead[] | 'replaced' | 'cancelled'> =>
  inTransaction(connection, async (session) => {
    const current = await replays.renew(replayId, owner, session);
    if (!current) return 'replaced';
    if (current.state === 'cancelling') return 'cancelled';
    const resendIdOf = memoizeByLetter(() => randomUUID());
    const query = allOf(queryOfSelection(selection), indexedUntil(createdAt), after, skipQuery(kind, skip));
    const claimed = await letters.claim(session, query, { replayId, limit, resendIdOf });
    if (claimed.length === 0) return [];
    const claimedAt = now();
    await resends.insert(
      session,
      claimed.map((letter) => ({
        id: resendIdOf(letter),
        replayId,
        letterId: letter.id,
        group: letter.group,
        topic: letter.topic,
        kind,
        skip: kind === 'skip' ? (skip ?? positionOf(letter)) : null,
        awaited: targetsOf(letter, kind).map(({ group }) => group),
        reports: [],
        status: 'waiting',
        claimedAt,
        publishedAt: null,
      })),
    );
    return claimed;
  });

/** Memoizes by letter id. */
function memoizeByLetter(make: () => string): (letter: LetterHead) => string {
  const ids = new Map<string, string>();
  return ({ id }) => {
    const existing = ids.get(id) ?? make();
    ids.set(id, existing);
    return existing;
  };
}

/** A skip applies only to letters of versioned topics; each needs a position unless the operator gave one. */
function skipQuery(kind: Replay['kind'], skip: string | null): LetterQuery {
  if (kind !== 'skip') return allLetters;
  return skip === null ? allOf(versioned, withPosition) : versioned;
}

const positionOf = ({ content: { position } }: LetterHead): string | null => position && textOfPosition(position);
