import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isContention, isTransient } from '@ticketing/common/errors';
import { type ClientSession, type Connection, connectMongo, inTransaction } from '@ticketing/common/mongo';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';

let mongo: TestMongo;
let connection: Connection;
beforeAll(async () => {
  mongo = await startTestMongo();
  connection = await connectMongo(mongo.uri('contention'));
});
afterAll(async () => {
  await connection?.close();
  await mongo?.stop();
});

const touch = (_id: string) => (session: ClientSession) =>
  connection
    .collection<{ _id: string }>('rows')
    .updateOne({ _id }, { $inc: { touched: 1 } }, { session, upsert: true });

describe('a transaction that meets a document which another one holds', () => {
  it('gives up soon after its time for conflicts, so that others need not wait with it', async () => {
    await inTransaction(connection, touch('held'));
    await connection.getClient().withSession(async (holder) => {
      holder.startTransaction();
      await touch('held')(holder);

      const startedAt = performance.now();
      const failure = await inTransaction(connection, touch('held'), { conflictsForMs: 500 }).catch((error) => error);
      const tookMs = performance.now() - startedAt;
      await holder.abortTransaction();

      expect({ isTransient: isTransient(failure), isContention: isContention(failure) }).toEqual({
        isTransient: true,
        isContention: true,
      });
      // The driver waits half a second at most between two attempts.
      expect(tookMs).toBeLessThan(2_000);
    });
  });

  it('is done when the document is free in time', async () => {
    await inTransaction(connection, touch('freed'));
    await connection.getClient().withSession(async (holder) => {
      holder.startTransaction();
      await touch('freed')(holder);
      const waiting = inTransaction(connection, touch('freed'), { conflictsForMs: 5_000 });
      await holder.abortTransaction();
      await expect(waiting).resolves.toMatchObject({ modifiedCount: 1 });
    });
  });
});
