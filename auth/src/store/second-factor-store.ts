import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';

/** An authenticator app. */
export interface Totp {
  sealedSecret: string;
  /** The step of the last accepted code. */
  lastStep: number;
  enabledAt: Date;
}

/** An authenticator app that has not shown a code yet. */
export interface PendingTotp {
  sealedSecret: string;
  startedAt: Date;
}

export interface SecondFactors {
  totp: Totp | null;
  pendingTotp: PendingTotp | null;
  /** Hashes of the codes that were not used. */
  recoveryCodes: string[];
}

interface SecondFactorsDocument extends Partial<SecondFactors> {
  /** The user's id. */
  _id: string;
  /** Makes concurrent changes conflict: two that each leave the other's factor would leave none. */
  changes?: number;
}

const schema = new Schema<SecondFactorsDocument>(
  {
    _id: String,
    totp: { type: new Schema<Totp>({ sealedSecret: String, lastStep: Number, enabledAt: Date }, { _id: false }) },
    pendingTotp: { type: new Schema<PendingTotp>({ sealedSecret: String, startedAt: Date }, { _id: false }) },
    recoveryCodes: { type: [String], default: undefined },
    changes: Number,
  },
  { collection: 'second_factors', versionKey: false },
);

/** Stores authenticator apps and recovery codes, one document for each account that has them. */
export function createSecondFactorStore(connection: Connection) {
  const factors = modelOf(connection, 'SecondFactors', schema);
  return {
    async find(userId: string, tx: ClientSession | null = null): Promise<SecondFactors> {
      const found = await factors.findById(userId).session(tx).lean();
      return {
        totp: found?.totp ?? null,
        pendingTotp: found?.pendingTotp ?? null,
        recoveryCodes: found?.recoveryCodes ?? [],
      };
    },

    /** Begins a change of an account's factors; only one such transaction succeeds at a time. */
    async beginChange(tx: ClientSession, userId: string): Promise<void> {
      await factors.updateOne({ _id: userId }, { $inc: { changes: 1 } }, { upsert: true, session: tx });
    },

    async startTotp(tx: ClientSession, userId: string, pendingTotp: PendingTotp): Promise<void> {
      await factors.updateOne({ _id: userId }, { $set: { pendingTotp } }, { session: tx });
    },

    async enableTotp(tx: ClientSession, userId: string, totp: Totp): Promise<void> {
      await factors.updateOne({ _id: userId }, { $set: { totp }, $unset: { pendingTotp: '' } }, { session: tx });
    },

    /** Records an accepted code. @returns false when it, or a later one, was accepted before */
    async acceptStep(
      tx: ClientSession,
      userId: string,
      { lastStep, sealedSecret }: Pick<Totp, 'lastStep' | 'sealedSecret'>,
    ): Promise<boolean> {
      const { matchedCount } = await factors.updateOne(
        { _id: userId, 'totp.lastStep': { $lt: lastStep } },
        { $set: { 'totp.lastStep': lastStep, 'totp.sealedSecret': sealedSecret } },
        { session: tx },
      );
      return matchedCount === 1;
    },

    async removeTotp(tx: ClientSession, userId: string): Promise<void> {
      await factors.updateOne({ _id: userId }, { $unset: { totp: '' } }, { session: tx });
    },

    async setRecoveryCodes(tx: ClientSession, userId: string, hashes: string[]): Promise<void> {
      await factors.updateOne({ _id: userId }, { $set: { recoveryCodes: hashes } }, { session: tx });
    },

    /** Uses up a recovery code. @returns false when the account has no such code */
    async useRecoveryCode(tx: ClientSession, userId: string, hash: string): Promise<boolean> {
      const { modifiedCount } = await factors.updateOne(
        { _id: userId, recoveryCodes: hash },
        { $pull: { recoveryCodes: hash } },
        { session: tx },
      );
      return modifiedCount === 1;
    },

    async remove(tx: ClientSession, userId: string): Promise<void> {
      await factors.deleteOne({ _id: userId }, { session: tx });
    },

    /** Removes what an account without factors does not need. */
    async clear(tx: ClientSession, userId: string): Promise<void> {
      await factors.updateOne(
        { _id: userId },
        { $unset: { totp: '', pendingTotp: '', recoveryCodes: '' } },
        { session: tx },
      );
    },
  };
}

export type SecondFactorStore = ReturnType<typeof createSecondFactorStore>;
