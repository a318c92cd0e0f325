import { createHash } from 'node:crypto';
import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';

interface PictureDocument {
  /** SHA-256 of the bytes. */
  _id: string;
  /** WebP. */
  bytes: Buffer;
  /** When a listing last started using it. */
  usedAt: Date;
}

const schema = new Schema<PictureDocument>(
  { _id: String, bytes: { type: Buffer, required: true }, usedAt: { type: Date, required: true } },
  { collection: 'pictures', versionKey: false },
);

export const pictureIdOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Stores pictures by content hash; listings with the same picture share it. */
export function createPictureStore(connection: Connection) {
  const pictures = modelOf(connection, 'Picture', schema);
  return {
    /**
     * Saves a listing's picture. Requires the transaction of the listing's change. It always writes, so that a
     * concurrent removal by the last other listing with this picture conflicts and is retried.
     */
    async save(session: ClientSession, bytes: Buffer): Promise<void> {
      await pictures.updateOne(
        { _id: pictureIdOf(bytes) },
        { $set: { usedAt: new Date() }, $setOnInsert: { bytes } },
        { upsert: true, session },
      );
    },

    async remove(session: ClientSession, pictureId: string): Promise<void> {
      await pictures.deleteOne({ _id: pictureId }, { session });
    },

    async find(pictureId: string): Promise<Buffer | null> {
      const found = await pictures.findById(pictureId);
      return found?.bytes ?? null;
    },
  };
}

export type PictureStore = ReturnType<typeof createPictureStore>;
