import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import mongoose from 'mongoose';
import { createBackupFile, documentsOf, inGroups } from '../files.ts';
import { BackupRefused, type MongoContents } from '../manifest.ts';

const { BSON, MongoClient } = mongoose.mongo;

/** A database as it was at one moment. */
export interface MongoSnapshot {
  /** Writes each collection to `<folder>/<collection>.bson.gz`, beside its metadata: what `mongodump --gzip` writes. */
  copyTo(folder: string): Promise<MongoContents>;
  close(): Promise<void>;
}

interface Metadata {
  options: Record<string, unknown>;
  indexes: { name: string; key: Record<string, number> }[];
}

const documentsAtOnce = 1_000;
/** Below the limit of one message, 48 MB. */
const bytesAtOnce = 8 * 1024 * 1024;
/** Keeps every value's type: an integer must not return as a double. */
const exactly = { promoteValues: false, promoteBuffers: false, promoteLongs: false, bsonRegExp: true } as const;

const fileOf = (folder: string, collection: string): string => join(folder, `${collection}.bson.gz`);
const metadataOf = (folder: string, collection: string): string => join(folder, `${collection}.metadata.json.gz`);

/**
 * Connects now; `take` fixes the moment. The server keeps it for five minutes (minSnapshotHistoryWindowInSeconds), within
 * which the copy must be complete. Everybody else reads and writes meanwhile.
 */
export async function openMongo(uri: string): Promise<{ take(): Promise<void> } & MongoSnapshot> {
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 5_000 });
  const session = client.startSession({ snapshot: true });
  const db = client.db();
  const ofSnapshot = { session, readConcern: { level: 'snapshot' } } as const;
  let names: string[] = [];
  // The first operation opens the connection.
  await db.command({ ping: 1 });
  return {
    async take() {
      const found = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
      names = found.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
      // The first read takes the snapshot, whichever collection it is of.
      await db.collection(names[0] ?? 'none').findOne({}, ofSnapshot);
    },
    async copyTo(folder) {
      const collections: MongoContents['collections'] = {};
      for (const name of names) {
        const file = createBackupFile(fileOf(folder, name));
        const documents = db.collection(name).find({}, { ...ofSnapshot, raw: true, batchSize: documentsAtOnce });
        collections[name] = 0;
        for await (const document of documents) {
          await file.write(document as unknown as Uint8Array);
          collections[name] += 1;
        }
        await file.close();
        await writeMetadata(db, name, folder);
      }
      const { version } = await db.admin().serverInfo();
      return { server: String(version), collections };
    },
    async close() {
      await session.endSession();
      await client.close();
    },
  };
}

type Database = mongoose.mongo.Db;

async function writeMetadata(db: Database, name: string, folder: string): Promise<void> {
  const [found] = await db.listCollections({ name }).toArray();
  const options = found && 'options' in found ? found.options : {};
  const indexes = await db.collection(name).listIndexes().toArray();
  const metadata = BSON.EJSON.stringify({ options, indexes, collectionName: name, type: 'collection' });
  writeFileSync(metadataOf(folder, name), gzipSync(metadata), { mode: 0o600, flush: true });
}

/** Loads a snapshot's collections, with their options and indexes. @throws BackupRefused when the database has any */
export async function loadMongo(uri: string, folder: string, expected: MongoContents): Promise<void> {
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    const db = client.db();
    if ((await db.listCollections().toArray()).length > 0)
      throw new BackupRefused(`the database ${db.databaseName} is not empty; npm run reset deletes it`);
    for (const [name, count] of Object.entries(expected.collections)) {
      await loadCollection(db, name, folder);
      const loaded = await db.collection(name).countDocuments();
      if (loaded !== count) throw new Error(`${name} has ${loaded} documents after the restore, not ${count}`);
    }
  } finally {
    await client.close();
  }
}

async function loadCollection(db: Database, name: string, folder: string): Promise<void> {
  const text = gunzipSync(await readFile(metadataOf(folder, name))).toString('utf8');
  const { options, indexes } = BSON.EJSON.parse(text) as Metadata;
  const collection = await db.createCollection(name, { ...options, writeConcern: { w: 'majority', journal: true } });
  const groups = inGroups(
    documentsOf(fileOf(folder, name)),
    { count: documentsAtOnce, size: bytesAtOnce },
    (document) => document.length,
  );
  for await (const documents of groups)
    await collection.insertMany(
      documents.map((document) => BSON.deserialize(document, exactly)),
      { forceServerObjectId: true },
    );
  const own = indexes.filter((index) => index.name !== '_id_');
  if (own.length > 0) await collection.createIndexes(own);
}
