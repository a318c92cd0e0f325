import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import { type Challenge, invalidChallenge } from '../second-factors/challenges.ts';

interface SpentChallengeDocument {
  _id: string;
  expiresAt: Date;
}

const schema = new Schema<SpentChallengeDocument>(
  { _id: String, expiresAt: { type: Date, required: true } },
  { collection: 'spent_challenges', versionKey: false },
);
schema.index({ expiresAt: 1 }, { name: 'expire', expireAfterSeconds: 0 });

/** Remembers the challenges that were answered until they expire, so that each is answered once. */
export function createSpentChallengeStore(connection: Connection) {
  const spent = modelOf(connection, 'SpentChallenge', schema);
  return {
    /** @throws DomainError challenge_invalid when it was answered before */
    async spend(tx: ClientSession, { id, expiresAt }: Challenge): Promise<void> {
      const { upsertedCount } = await spent.updateOne(
        { _id: id },
        { $setOnInsert: { expiresAt } },
        { upsert: true, session: tx },
      );
      if (upsertedCount === 0) throw invalidChallenge();
    },
  };
}

export type SpentChallengeStore = ReturnType<typeof createSpentChallengeStore>;
