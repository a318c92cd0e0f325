import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectMongo, inTransaction } from '@ticketing/common/mongo';
import { ensureInstalled, type StandaloneMongo, startMongo } from '../src/standalone/index.ts';

let mongo: StandaloneMongo;
beforeAll(async () => {
  await ensureInstalled(['mongo']);
  mongo = await startMongo();
}, 240_000);
afterAll(() => mongo.stop());

it('the log of MongoDB never contains what a slow, failed or blocked operation was about', async () => {
  const connection = await connectMongo(mongo.uri('log'));
  const users = connection.collection<{ _id: string; email: string; count?: number }>('users');
  await users.createIndex({ email: 1 }, { unique: true });
  const mark = randomUUID();
  const ids = Array.from({ length: 20_000 }, (_, at) => `${at} ${mark}`);
  await users.insertMany(ids.map((id) => ({ _id: id, email: `${id}@example.com` })));

  // Slower than the 100 ms above which MongoDB logs an operation by default.
  const isSlow = { $expr: { $regexMatch: { input: { $concat: Array(400).fill('$email') }, regex: `x+${mark}x+$` } } };
  const startedAt = performance.now();
  expect(await users.find({ email: { $ne: mark }, ...isSlow }).toArray()).toEqual([]);
  await users.updateMany(isSlow, { $set: { count: 1 } });
  expect(performance.now() - startedAt).toBeGreaterThan(400);
  await expect(users.insertOne({ _id: 'other', email: `${ids[0]}@example.com` })).rejects.toThrow('E11000');
  const conflict = inTransaction(connection, async (session) => {
    await users.updateOne({ email: `${ids[1]}@example.com` }, { $inc: { count: 1 } }, { session });
    await users.updateOne(
      { email: `${ids[1]}@example.com` },
      { $set: { email: `${ids[0]}@example.com` } },
      { session },
    );
  });
  await expect(conflict).rejects.toThrow('E11000');
  await connection.close();

  expect(await readFile(mongo.logFile, 'utf8')).not.toContain(mark);
});
