import { sqltag } from '@prisma/client/runtime/client';
import type { IdempotencyStore, Reply } from '../http/index.ts';
import { leaseMs } from '../leases/index.ts';
import type { Queryable } from './database.ts';

/** Creates the idempotency store of a PostgreSQL service. @param claimLeaseMs milliseconds; shorter in tests */
export function postgresIdempotencyStore(database: Queryable, claimLeaseMs = leaseMs): IdempotencyStore {
  const leaseFromNow = sqltag`now() + ${claimLeaseMs}::int * interval '1 millisecond'`;
  const store: IdempotencyStore = {
    async claim(claim, fingerprint) {
      const { key, owner, effectId } = claim;
      const [claimed] = await database.$queryRaw<{ effectId: string }[]>`
      INSERT INTO idempotency_keys (key, fingerprint, owner, effect_id, lease_ends_at)
      VALUES (${key}, ${fingerprint}, ${owner}, ${effectId}::uuid, ${leaseFromNow})
      ON CONFLICT (key) DO UPDATE SET claimed_at = now(), owner = excluded.owner, lease_ends_at = excluded.lease_ends_at
      WHERE idempotency_keys.reply IS NULL
        AND idempotency_keys.fingerprint = excluded.fingerprint
        AND idempotency_keys.lease_ends_at <= now()
      RETURNING effect_id::text AS "effectId"`;
      if (claimed) return claimed;
      const [known] = await database.$queryRaw<{ fingerprint: string; reply: Reply | null }[]>`
      SELECT fingerprint, reply FROM idempotency_keys WHERE key = ${key}`;
      // Pruned in between: claim it like a new key.
      return known ?? store.claim(claim, fingerprint);
    },
    async renew({ key, owner }) {
      await database.$executeRaw`
      UPDATE idempotency_keys SET lease_ends_at = ${leaseFromNow}
      WHERE key = ${key} AND owner = ${owner} AND reply IS NULL AND lease_ends_at <> 'epoch'`;
    },
    async complete({ key, owner }, reply) {
      await database.$executeRaw`
      UPDATE idempotency_keys SET reply = ${JSON.stringify(reply)}::jsonb WHERE key = ${key} AND owner = ${owner}`;
    },
    async release({ key, owner }) {
      await database.$executeRaw`
      UPDATE idempotency_keys SET lease_ends_at = 'epoch' WHERE key = ${key} AND owner = ${owner} AND reply IS NULL`;
    },
  };
  return store;
}
