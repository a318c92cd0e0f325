import type { IdempotencyStore, Reply } from '@ticketing/common/http';
import { leaseMs } from '@ticketing/common/leases';
import type { Database } from './database.ts';
import { Prisma } from './prisma/client.ts';

export function postgresIdempotencyStore(database: Database, claimLeaseMs = leaseMs): IdempotencyStore {
  const leaseFromNow = Prisma.sql`now() + ${claimLeaseMs}::int * interval '1 millisecond'`;
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
      const known = await database.idempotencyKey.findUnique({ where: { key } });
      // Pruned in between: claim it like a new key.
      if (!known) return store.claim(claim, fingerprint);
      return { fingerprint: known.fingerprint, reply: known.reply as Reply | null };
    },
    async renew({ key, owner }) {
      await database.$executeRaw`
      UPDATE idempotency_keys SET lease_ends_at = ${leaseFromNow}
      WHERE key = ${key} AND owner = ${owner} AND reply IS NULL AND lease_ends_at <> 'epoch'`;
    },
    async complete({ key, owner }, reply) {
      await database.idempotencyKey.updateMany({
        where: { key, owner },
        data: { reply: reply as unknown as Prisma.InputJsonObject },
      });
    },
    async release({ key, owner }) {
      await database.$executeRaw`
      UPDATE idempotency_keys SET lease_ends_at = 'epoch' WHERE key = ${key} AND owner = ${owner} AND reply IS NULL`;
    },
  };
  return store;
}
