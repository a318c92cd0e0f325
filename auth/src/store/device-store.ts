import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';

interface DeviceDocument {
  /** Hash of the token in the browser's cookie. */
  _id: string;
  userId: string;
  expiresAt: Date;
}

const schema = new Schema<DeviceDocument>(
  { _id: String, userId: { type: String, required: true }, expiresAt: { type: Date, required: true } },
  { collection: 'devices', versionKey: false },
);
schema.index({ userId: 1 }, { name: 'user' });
schema.index({ expiresAt: 1 }, { name: 'expire', expireAfterSeconds: 0 });

/** Stores the browsers in which a user has signed in, by the hash of a random token. It proves nothing but that. */
export function createDeviceStore(connection: Connection) {
  const devices = modelOf(connection, 'Device', schema);
  return {
    /** Returns whose device it is; null when it is nobody's. */
    async ownerOf(tokenHash: string): Promise<string | null> {
      return (await devices.findById(tokenHash).lean())?.userId ?? null;
    },

    async remember(tx: ClientSession, device: { tokenHash: string; userId: string; expiresAt: Date }): Promise<void> {
      const { tokenHash, userId, expiresAt } = device;
      await devices.updateOne({ _id: tokenHash }, { $set: { userId, expiresAt } }, { upsert: true, session: tx });
    },

    async forgetAll(tx: ClientSession, userId: string): Promise<void> {
      await devices.deleteMany({ userId }, { session: tx });
    },
  };
}

export type DeviceStore = ReturnType<typeof createDeviceStore>;
