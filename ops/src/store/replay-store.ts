import { randomUUID } from 'node:crypto';
import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { Operator, Replay } from '../domain/replay.ts';
import { bytesOf } from './letter-document.ts';

interface ReplayDocument extends Omit<Replay, 'id'> {
  _id: string;
  /** Whoever sends its letters; for a few seconds, renewed while it does. */
  lease: { owner: string; until: Date } | null;
}

const keepSeconds = 180 * 24 * 60 * 60;
const operator = { _id: false, type: { id: String, email: String } };
const schema = new Schema<ReplayDocument>(
  {
    _id: String,
    kind: String,
    selection: {},
    reason: String,
    operator,
    ratePerSecond: Number,
    selected: Number,
    edit: { _id: false, type: { key: Buffer, value: Buffer, json: String } },
    skip: String,
    state: String,
    createdAt: Date,
    endedAt: Date,
    cancelledBy: operator,
    stalled: { _id: false, type: { at: Date, reason: String } },
    lease: { _id: false, type: { owner: String, until: Date } },
  },
  { collection: 'replays', versionKey: false, minimize: false },
);
schema.index({ createdAt: -1 }, { name: 'newest_first' });
schema.index(
  { state: 1, 'lease.until': 1 },
  { name: 'at_work', partialFilterExpression: { state: { $in: ['sending', 'cancelling'] } } },
);
schema.index({ createdAt: 1 }, { name: 'expire', expireAfterSeconds: keepSeconds });

/** After this long without renewal another process goes on. Milliseconds. */
export const leaseMs = 10_000;
const atWork = { $in: ['sending', 'cancelling'] as Replay['state'][] };

function toReplay({ _id, lease: _, edit, ...rest }: ReplayDocument): Replay {
  const bytes = edit && { ...edit, key: bytesOf(edit.key), value: bytesOf(edit.value) ?? Buffer.alloc(0) };
  return { ...rest, id: _id, edit: bytes };
}

export function createReplayStore(connection: Connection) {
  const replays = modelOf(connection, 'Replay', schema);
  // Time is the database's, so that a process with a wrong clock takes nothing from another.
  const leaseOf = (owner: string) => ({
    owner,
    until: { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: leaseMs } },
  });

  return {
    async insert(session: ClientSession, { id, ...replay }: Replay): Promise<void> {
      await replays.create([{ ...replay, _id: id, lease: null }], { session });
    },

    async findById(id: string, session?: ClientSession): Promise<Replay | null> {
      const found = await replays
        .findById(id)
        .session(session ?? null)
        .lean<ReplayDocument>();
      return found && toReplay(found);
    },

    async newest({ limit, before }: { limit: number; before?: Date | undefined }): Promise<Replay[]> {
      const found = await replays
        .find(before ? { createdAt: { $lt: before } } : {})
        .sort({ createdAt: -1 })
        .limit(limit)
        .lean<ReplayDocument[]>();
      return found.map(toReplay);
    },

    /** No more letters are taken. @returns the replay, or null when it had none left to take */
    async cancel(session: ClientSession, id: string, by: Operator): Promise<Replay | null> {
      const found = await replays
        .findOneAndUpdate(
          { _id: id, state: 'sending' },
          { $set: { state: 'cancelling', cancelledBy: by } },
          { returnDocument: 'after', session },
        )
        .lean<ReplayDocument>();
      return found && toReplay(found);
    },

    /** Takes a replay that nobody works on. @returns it with the name of its lease */
    async lease(): Promise<{ replay: Replay; owner: string } | null> {
      const owner = randomUUID();
      const found = await replays
        .findOneAndUpdate(
          { state: atWork, $expr: { $or: [{ $not: ['$lease'] }, { $lt: ['$lease.until', '$$NOW'] }] } },
          [{ $set: { lease: leaseOf(owner) } }],
          { returnDocument: 'after', updatePipeline: true, sort: { createdAt: 1 } },
        )
        .lean<ReplayDocument>();
      return found && { replay: toReplay(found), owner };
    },

    /**
     * Renews the lease. Within a transaction it also is the fence: nothing commits for who has been replaced.
     * @returns the replay as it is now; null when another works on it, or it has ended
     */
    async renew(id: string, owner: string, session?: ClientSession): Promise<Replay | null> {
      const found = await replays
        .findOneAndUpdate({ _id: id, 'lease.owner': owner, state: atWork }, [{ $set: { lease: leaseOf(owner) } }], {
          returnDocument: 'after',
          updatePipeline: true,
          session: session ?? null,
        })
        .lean<ReplayDocument>();
      return found && toReplay(found);
    },

    async release(id: string, owner: string): Promise<void> {
      await replays.updateOne({ _id: id, 'lease.owner': owner }, { $set: { lease: null } });
    },

    async end(id: string, owner: string, state: 'sent' | 'cancelled', at: Date): Promise<void> {
      await replays.updateOne(
        { _id: id, 'lease.owner': owner },
        { $set: { state, endedAt: at, lease: null, stalled: null } },
      );
    },

    async setStalled(id: string, owner: string, stalled: Replay['stalled']): Promise<void> {
      await replays.updateOne({ _id: id, 'lease.owner': owner }, { $set: { stalled } });
    },

    countAtWork: (): Promise<number> => replays.countDocuments({ state: atWork }),
  };
}

export type ReplayStore = ReturnType<typeof createReplayStore>;
