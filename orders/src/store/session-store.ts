import type { Database, Tx } from './database.ts';

export const isSessionRevoked = async (database: Database, sid: string): Promise<boolean> =>
  (await database.revokedSession.findUnique({ where: { sid }, select: { sid: true } })) !== null;

export async function revokeSession(tx: Tx, sid: string, expiresAt: Date): Promise<void> {
  await tx.revokedSession.upsert({ where: { sid }, create: { sid, expiresAt }, update: {} });
}
