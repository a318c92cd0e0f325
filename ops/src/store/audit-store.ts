import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema, Types } from 'mongoose';
import type { Operator } from '../domain/replay.ts';
import type { Selection } from '../domain/selection.ts';

export type AuditedAction = 'replay' | 'edit' | 'skip' | 'discard' | 'cancel' | 'export';

/** An audit entry: who did what, when, why, and to which letters. */
export interface AuditEntry {
  operator: Operator;
  action: AuditedAction;
  reason: string | null;
  selection: Selection | null;
  /** Number of affected letters at that time. */
  letters: number;
  replayId: string | null;
  /** Further parameters: a rate, a skip, a kept gap. */
  details: Record<string, unknown>;
  at: Date;
}

interface AuditDocument extends AuditEntry {
  _id: Types.ObjectId;
  /** Lets a repeated request find this entry; see common/effects. */
  effectId?: string;
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
    effectId: String,
  },
  { collection: 'audit', versionKey: false, minimize: false },
);

schema.index(
  { effectId: 1 },
  { name: 'one_an_effect', unique: true, partialFilterExpression: { effectId: { $type: 'string' } } },
);

/** Creates the append-only audit store: entries are never changed or removed, and none expires. */
export function createAuditStore(connection: Connection) {
  const audit = modelOf(connection, 'Audit', schema);
  return {
    /** Appends an entry, in the transaction of the audited action if there is one. */
    async append(entry: AuditEntry, session?: ClientSession, effectId?: string): Promise<void> {
      const document = { ...entry, _id: new Types.ObjectId(), ...(effectId !== undefined && { effectId }) };
      await audit.create([document], { session: session ?? null });
    },

    /** Returns the number of letters affected by an effect; null without an entry. */
    async lettersOf(effectId: string): Promise<number | null> {
      const found = await audit.findOne({ effectId }, { letters: 1 }).lean<Pick<AuditDocument, 'letters'>>();
      return found?.letters ?? null;
    },

    /** Returns a page of entries, newest first. */
    async page({ limit, before }: { limit: number; before?: string | undefined }) {
      const found = await audit
        .find(before ? { _id: { $lt: new Types.ObjectId(before) } } : {})
        .sort({ _id: -1 })
        .limit(limit)
        .lean<AuditDocument[]>();
      return found.map(({ _id, effectId: _, ...entry }): AuditEntry & { id: string } => ({
        ...entry,
        id: _id.toHexString(),
      }));
    },
  };
}

export type AuditStore = ReturnType<typeof createAuditStore>;
