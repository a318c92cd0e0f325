import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { Passkey } from '../domain/passkey.ts';

interface PasskeyDocument extends Omit<Passkey, 'id' | 'publicKey'> {
  _id: string;
  /** In base64url. */
  publicKey: string;
}

const schema = new Schema<PasskeyDocument>(
  {
    _id: String,
    userId: { type: String, required: true },
    name: { type: String, required: true },
    publicKey: { type: String, required: true },
    counter: { type: Number, required: true },
    transports: { type: [String], required: true },
    createdAt: { type: Date, required: true },
    lastUsedAt: Date,
  },
  { collection: 'passkeys', versionKey: false },
);
schema.index({ userId: 1 }, { name: 'user' });

const toPasskey = ({ _id, publicKey, lastUsedAt, ...rest }: PasskeyDocument): Passkey => ({
  ...rest,
  id: _id,
  publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
  lastUsedAt: lastUsedAt ?? null,
});

export function createPasskeyStore(connection: Connection) {
  const passkeys = modelOf(connection, 'Passkey', schema);
  return {
    /** Returns an account's passkeys, oldest first. */
    async ofUser(userId: string, tx: ClientSession | null = null): Promise<Passkey[]> {
      const found = await passkeys.find({ userId }).sort({ createdAt: 1 }).session(tx).lean();
      return found.map(toPasskey);
    },

    async find(id: string, tx: ClientSession | null = null): Promise<Passkey | null> {
      const found = await passkeys.findById(id).session(tx).lean();
      return found && toPasskey(found);
    },

    /** @returns false when an account has it already */
    async insert(tx: ClientSession, { id, publicKey, ...rest }: Passkey): Promise<boolean> {
      const { upsertedCount } = await passkeys.updateOne(
        { _id: id },
        { $setOnInsert: { ...rest, publicKey: Buffer.from(publicKey).toString('base64url') } },
        { upsert: true, session: tx },
      );
      return upsertedCount === 1;
    },

    /** Records a use. This write conflicts with the passkey's removal. */
    async recordUse(tx: ClientSession, id: string, counter: number, now: Date): Promise<void> {
      await passkeys.updateOne({ _id: id }, { $set: { counter, lastUsedAt: now } }, { session: tx });
    },

    /** @returns false when the account has no such passkey */
    async remove(tx: ClientSession, userId: string, id: string): Promise<boolean> {
      return (await passkeys.deleteOne({ _id: id, userId }, { session: tx })).deletedCount === 1;
    },

    async removeAll(tx: ClientSession, userId: string): Promise<void> {
      await passkeys.deleteMany({ userId }, { session: tx });
    },
  };
}

export type PasskeyStore = ReturnType<typeof createPasskeyStore>;
