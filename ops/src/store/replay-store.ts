import { randomUUID } from 'node:crypto';
import { leaseMs } from '@ticketing/common/leases';
import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { Operator, Replay } from '../domain/replay.ts';
import { bytesOf } from './letter-document.ts';

interface ReplayDocument extends Omit<Replay, 'id'> {
  _id: string;
  /** The process that sends its letters; expires after a few seconds unless renewed. */
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

const active = { $in: ['sending', 'cancelling'] as Replay['state'][] };

function toReplay({ _id, lease: _, edit, ...rest }: ReplayDocument): Replay {
  const bytes = edit && { ...edit, key: bytesOf(edit.key), value: bytesOf(edit.value) ?? Buffer.alloc(0) };
  return { ...rest, id: _id, edit: bytes };
}

export function createReplayStore(connection: Connection) {
  const replays = modelOf(connection, 'Replay', schema);
  // Uses the database's clock, so that a process with a wrong clock takes nothing from another.
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

    /** Stops claiming letters. @returns the replay, or null when none were left to claim */
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

    /** Leases a replay without an active lease. @returns it with the lease's owner */
    async lease(): Promise<{ replay: Replay; owner: string } | null> {
      const owner = randomUUID();
      const found = await replays
        .findOneAndUpdate(
          { state: active, $expr: { $or: [{ $not: ['$lease'] }, { $lt: ['$lease.until', '$$NOW'] }] } },
          [{ $set: { lease: leaseOf(owner) } }],
          { returnDocument: 'after', updatePipeline: true, sort: { createdAt: 1 } },
        )
        .lean<ReplayDocument>();
      return found && { replay: toReplay(found), owner };
    },

    /**
     * Renews the lease. Within a transaction it also fences: a replaced owner can't commit.
     * @returns the current replay; null when another process owns it or it has ended
     */
    async renew(id: string, owner: string, session?: ClientSession): Promise<Replay | null> {
      const found = await replays
        .findOneAndUpdate({ _id: id, 'lease.owner': owner, state: active }, [{ $set: { lease: leaseOf(owner) } }], {
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

    countRunning: (): Promise<number> => replays.countDocuments({ state: active }),
  };
}

export type ReplayStore = ReturnType<typeof createReplayStore>;
