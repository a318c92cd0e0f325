import { createHmac } from 'node:crypto';
import { type Connection, Schema } from 'mongoose';
import { derivedKey } from '../derived-keys/index.ts';
import { collectionOf, modelOf } from './model-of.ts';

interface CounterDocument {
  /** Keyed hash of what is counted, so that neither addresses nor emails are stored or can be guessed. */
  _id: string;
  count: number;
  expiresAt: Date;
}

const schema = new Schema<CounterDocument>(
  { _id: String, count: Number, expiresAt: Date },
  { collection: 'counters', versionKey: false },
);
schema.index({ expiresAt: 1 }, { name: 'expire', expireAfterSeconds: 0 });

export interface Counted {
  count: number;
  /** Time until the window ends, milliseconds; 0 without a window. */
  endsInMs: number;
}

/** What is counted, and whose it is: for example `['sign-ups', subscriber]`. */
export type CounterKey = readonly string[];

/** Counts uses within windows; each window begins with the first use after the previous one. */
export interface Counters {
  /** Counts a use, so that concurrent uses count each other. @returns the count with this use */
  add(key: CounterKey, windowMs: number, by?: number): Promise<Counted>;
  /** Takes a counted use back. */
  subtract(key: CounterKey, by?: number): Promise<void>;
  /** Returns the counts of several keys, in their order. */
  read(keys: readonly CounterKey[]): Promise<Counted[]>;
  reset(key: CounterKey): Promise<void>;
}

const nothing: Counted = { count: 0, endsInMs: 0 };
const isCounting = { $gt: ['$expiresAt', '$$NOW'] };
const counted = { count: 1, endsInMs: { $subtract: ['$expiresAt', '$$NOW'] } };
const toCounted = ({ count, endsInMs }: { count: number; endsInMs: unknown }): Counted => ({
  count,
  endsInMs: Number(endsInMs),
});

/** A count that a failover loses does no harm, and every counted request waits for its write. */
const writeConcern = { w: 1, journal: false } as const;

/**
 * Counts in a service's own database, and so across its replicas, by the database's clock.
 * @param secret keys the hashes: there are few enough IPv4 addresses to try them all
 */
export function mongoCounters(connection: Connection, secret: string): Counters {
  const counters = collectionOf(connection, modelOf(connection, 'Counter', schema));
  const hashKey = derivedKey(secret, 'keys of counters');
  const idOf = (key: CounterKey) => createHmac('sha256', hashKey).update(key.join('\n')).digest('hex');
  return {
    async add(key, windowMs, by = 1) {
      const update = {
        $set: {
          count: { $cond: [isCounting, { $add: ['$count', by] }, by] },
          expiresAt: { $cond: [isCounting, '$expiresAt', { $add: ['$$NOW', windowMs] }] },
        },
      };
      const options = { upsert: true, returnDocument: 'after', projection: counted, writeConcern } as const;
      const found = await counters.findOneAndUpdate({ _id: idOf(key) }, [update], options);
      if (!found) throw new Error('an upsert that returns its document returned none');
      return toCounted(found as unknown as Counted);
    },

    async subtract(key, by = 1) {
      await counters.updateOne({ _id: idOf(key) }, { $inc: { count: -by } }, { writeConcern });
    },

    async read(keys) {
      const ids = keys.map(idOf);
      const found = await counters
        // A majority read would miss the counts of the last moments.
        .find({ _id: { $in: ids }, $expr: isCounting }, { projection: counted, readConcern: 'local' })
        .map((row) => [row._id, toCounted(row as unknown as Counted)] as const)
        .toArray();
      const byId = new Map(found);
      return ids.map((id) => byId.get(id) ?? nothing);
    },

    async reset(key) {
      await counters.deleteOne({ _id: idOf(key) }, { writeConcern });
    },
  };
}
