import type { IdempotencyStore, Reply } from '@ticketing/common/http';
import type { Database } from './database.ts';
import type { Prisma } from './prisma/client.ts';

export const postgresIdempotencyStore = (database: Database): IdempotencyStore => ({
  async claim(key, fingerprint) {
    // A first request that has not answered within a minute died with its process; its key may be claimed again.
    const claimed = await database.$executeRaw`
      INSERT INTO idempotency_keys (key, fingerprint) VALUES (${key}, ${fingerprint})
      ON CONFLICT (key) DO UPDATE SET claimed_at = now()
      WHERE idempotency_keys.reply IS NULL
        AND idempotency_keys.fingerprint = ${fingerprint}
        AND idempotency_keys.claimed_at < now() - interval '1 minute'`;
    if (claimed === 1) return null;
    const known = await database.idempotencyKey.findUnique({ where: { key } });
    // Given back in between: nobody has it, so it is to be claimed like a new one.
    if (!known) return this.claim(key, fingerprint);
    return { fingerprint: known.fingerprint, reply: known.reply as Reply | null };
  },
  async complete(key, reply) {
    await database.idempotencyKey.update({
      where: { key },
      data: { reply: reply as unknown as Prisma.InputJsonObject },
    });
  },
  async release(key) {
    await database.$executeRaw`DELETE FROM idempotency_keys WHERE key = ${key} AND reply IS NULL`;
  },
});
