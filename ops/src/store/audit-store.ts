import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema, Types } from 'mongoose';
import type { Operator } from '../domain/replay.ts';
import type { Selection } from '../domain/selection.ts';

export type AuditedAction = 'replay' | 'edit' | 'skip' | 'discard' | 'cancel' | 'export';

/** Who did what, when, why, and to which letters. */
export interface AuditEntry {
  operator: Operator;
  action: AuditedAction;
  reason: string | null;
  selection: Selection | null;
  /** Letters it was about, at that moment. */
  letters: number;
  replayId: string | null;
  /** What else was decided: a rate, a skip, a gap that was kept. */
  details: Record<string, unknown>;
  at: Date;
}

interface AuditDocument extends AuditEntry {
  _id: Types.ObjectId;
}

const schema = new Schema<AuditDocument>(
  {
    operator: { _id: false, type: { id: String, email: String } },
    action: String,
    reason: String,
    selection: {},
    letters: Number,
    replayId: String,
    details: {},
    at: Date,
  },
  { collection: 'audit', versionKey: false, minimize: false },
);

/** Entries are added, and never changed or removed: there is no function for it, and none expires. */
export function createAuditStore(connection: Connection) {
  const audit = modelOf(connection, 'Audit', schema);
  return {
    /** In the transaction of what it tells of, where there is one. */
    async append(entry: AuditEntry, session?: ClientSession): Promise<void> {
      await audit.create([{ ...entry, _id: new Types.ObjectId() }], { session: session ?? null });
    },

    /** Newest first. */
    async page({ limit, before }: { limit: number; before?: string | undefined }) {
      const found = await audit
        .find(before ? { _id: { $lt: new Types.ObjectId(before) } } : {})
        .sort({ _id: -1 })
        .limit(limit)
        .lean<AuditDocument[]>();
      return found.map(({ _id, ...entry }): AuditEntry & { id: string } => ({ ...entry, id: _id.toHexString() }));
    },
  };
}

export type AuditStore = ReturnType<typeof createAuditStore>;
