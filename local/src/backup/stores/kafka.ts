import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  createKafka,
  type IncomingMessage,
  openAdmin,
  openRecordWriter,
  openTopicReader,
  type RecordWriter,
  type TopicRange,
} from '@ticketing/common/kafka';
import { createLogger } from '@ticketing/common/log';
import { relayGroup, topics as topicSpecs, topicsToCreate } from '@ticketing/contracts';
import { type BackupFile, createBackupFile, inGroups, linesOf } from '../files.ts';
import { BackupRefused, type KafkaContents } from '../manifest.ts';

/** Topics and groups as they were at one moment. */
export interface KafkaSnapshot {
  /** Writes the records up to that moment to `<folder>/<topic>.jsonl.gz`; an empty topic has no file. */
  copyTo(folder: string): Promise<KafkaContents>;
  close(): Promise<void>;
}

interface StoredRecord {
  partition: number;
  offset: number;
  timestampMs: number;
  /** Base64, like the values of headers. */
  key: string | null;
  value: string | null;
  headers: Record<string, string | string[]>;
}

/** A batch must fit into one record batch of an event topic, 1 MiB. */
const atOnce = { count: 500, size: 400_000 };
const fillersAtOnce = 10_000;

const kafkaAt = (brokers: string[]) =>
  createKafka({ clientId: 'backup', brokers, log: createLogger({ service: 'backup', level: 'error' }) });

/** Debezium's heartbeats only keep its slot moving. */
const topicNames = (): string[] =>
  topicsToCreate()
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('__debezium-heartbeat.'));

const groupNames = (): string[] => [
  ...new Set([...Object.values(topicSpecs).flatMap(({ consumers }) => consumers), relayGroup]),
];

const fileOf = (folder: string, topic: string): string => join(folder, `${topic}.jsonl.gz`);

/** Connects now; `take` fixes the moment. */
export async function openTopics(brokers: string[]): Promise<{ take(): Promise<void> } & KafkaSnapshot> {
  const kafka = kafkaAt(brokers);
  const admin = await openAdmin(kafka);
  let ranges: TopicRange[] = [];
  let groups: KafkaContents['groups'] = {};
  const readGroup = async (group: string): Promise<[string, KafkaContents['groups'][string]]> => {
    const committed = await admin.committedOf(group);
    return [group, committed.flatMap(({ offset, ...place }) => (offset === null ? [] : [{ ...place, offset }]))];
  };
  const readAll = () => Promise.all([Promise.all(groupNames().map(readGroup)), admin.rangesOf(topicNames())]);
  // The first time, the client looks up leaders and coordinators, which takes seconds on a busy machine.
  await readAll();
  return {
    async take() {
      const [committed, found] = await readAll();
      ranges = found.toSorted((a, b) => a.partition - b.partition);
      groups = Object.fromEntries(committed.filter(([, offsets]) => offsets.length > 0));
    },
    async copyTo(folder) {
      const reader = await openTopicReader(kafka, 'backup');
      try {
        await copyRecords(ranges, folder, (visit) => reader.read(ranges, visit));
      } finally {
        await reader.close();
      }
      const byTopic = [...Map.groupBy(ranges, ({ topic }) => topic)];
      const topics = byTopic.map(([topic, of]) => [topic, of.map(({ begin, end }) => ({ begin, end }))]);
      return { topics: Object.fromEntries(topics) as KafkaContents['topics'], groups };
    },
    close: () => admin.close(),
  };
}

async function copyRecords(
  ranges: readonly TopicRange[],
  folder: string,
  read: (visit: (message: IncomingMessage) => Promise<void>) => Promise<void>,
): Promise<void> {
  const files = new Map<string, BackupFile>();
  const next = new Map(ranges.map(({ topic, partition, begin }) => [`${topic}/${partition}`, begin]));
  await read(async (message) => {
    const place = `${message.topic}/${message.partition}`;
    // Transactions and compaction leave holes; the topics of this system have neither, and a restore could not repeat them.
    if (Number(message.offset) !== next.get(place))
      throw new Error(`${place} has no record ${next.get(place)}, but a later one`);
    next.set(place, Number(message.offset) + 1);
    const file = files.get(message.topic) ?? createBackupFile(fileOf(folder, message.topic));
    files.set(message.topic, file);
    await file.write(`${JSON.stringify(toStored(message))}\n`);
  });
  await Promise.all([...files.values()].map((file) => file.close()));
}

const toBase64 = (content: string | Buffer): string => Buffer.from(content).toString('base64');
const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

const toStored = (message: IncomingMessage): StoredRecord => ({
  partition: message.partition,
  offset: Number(message.offset),
  timestampMs: message.timestampMs,
  key: message.key && toBase64(message.key),
  value: message.value && toBase64(message.value),
  headers: Object.fromEntries(
    Object.entries(message.originalHeaders).map(([name, content]) => [
      name,
      Array.isArray(content) ? content.map(toBase64) : toBase64(content),
    ]),
  ),
});

const toRecord = ({ key, value, headers, timestampMs }: StoredRecord) => ({
  key: key === null ? null : fromBase64(key),
  value: value === null ? null : fromBase64(value),
  timestampMs,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, content]) => [
      name,
      Array.isArray(content) ? content.map(fromBase64) : fromBase64(content),
    ]),
  ),
});

/**
 * Appends the records to the empty topics, each at its old offset, because dead letters, markers of messages in flight and the
 * groups' offsets name them; then commits the groups' offsets. No group may have members.
 * @param openOrders ids of the orders without an outcome: expiration's timers are not in the backup, so its group reads again
 * from the first of these orders
 * @throws BackupRefused when a topic is not empty, or has other partitions
 */
export async function loadTopics(
  brokers: string[],
  folder: string,
  { topics, groups }: KafkaContents,
  openOrders: ReadonlySet<string>,
): Promise<void> {
  const kafka = kafkaAt(brokers);
  const admin = await openAdmin(kafka);
  const writer = await openRecordWriter(kafka);
  try {
    await assertEmpty(await admin.rangesOf(Object.keys(topics)), topics);
    const firstOpen = new Map<string, number>();
    for (const [topic, ranges] of Object.entries(topics)) {
      for (const [partition, { begin }] of ranges.entries()) await fill(writer, { topic, partition }, begin);
      const begins = ranges.flatMap(({ begin }, partition) => (begin > 0 ? [{ topic, partition, offset: begin }] : []));
      if (begins.length > 0) await admin.deleteBefore(begins);
      await loadRecords(writer, fileOf(folder, topic), topic, ({ partition, offset, key }) => {
        const place = `${topic}/${partition}`;
        const isOpen = key !== null && openOrders.has(fromBase64(key).toString('utf8'));
        if (isOpen && !firstOpen.has(place)) firstOpen.set(place, offset);
      });
    }
    await assertComplete(await admin.rangesOf(Object.keys(topics)), topics);
    const commits = Object.entries(groups).map(([group, offsets]) =>
      admin.commit(group, group === 'expiration' ? rewound(offsets, firstOpen) : offsets),
    );
    await Promise.all(commits);
  } finally {
    await writer.close();
    await admin.close();
  }
}

const startsTimers = (topic: string): boolean => topic.startsWith('orders.order.created.');

const rewound = (offsets: KafkaContents['groups'][string], firstOpen: ReadonlyMap<string, number>) =>
  offsets.map((place) => {
    const first = startsTimers(place.topic) ? firstOpen.get(`${place.topic}/${place.partition}`) : undefined;
    return { ...place, offset: Math.min(place.offset, first ?? place.offset) };
  });

async function assertEmpty(found: readonly TopicRange[], expected: KafkaContents['topics']): Promise<void> {
  for (const [topic, of] of Map.groupBy(found, (range) => range.topic)) {
    if (of.length !== expected[topic]?.length)
      throw new BackupRefused(`${topic} has ${of.length} partitions, and ${expected[topic]?.length} in the backup`);
    if (of.some(({ end }) => end > 0)) throw new BackupRefused(`${topic} is not empty; npm run reset deletes it`);
  }
}

async function assertComplete(found: readonly TopicRange[], expected: KafkaContents['topics']): Promise<void> {
  for (const { topic, partition, begin, end } of found) {
    const wanted = expected[topic]?.[partition];
    if (begin !== wanted?.begin || end !== wanted.end)
      throw new Error(`${topic}/${partition} is [${begin}, ${end}) after the restore: ${JSON.stringify(wanted)}`);
  }
}

/** Appends empty records in the place of those that had been deleted before the backup; they are deleted, too. */
async function fill(writer: RecordWriter, place: { topic: string; partition: number }, end: number): Promise<void> {
  for (let offset = 0; offset < end; offset += fillersAtOnce) {
    const count = Math.min(fillersAtOnce, end - offset);
    const empty = { key: null, value: null, headers: {}, timestampMs: Date.now() };
    await writer.append(place, offset, Array<typeof empty>(count).fill(empty));
  }
}

async function loadRecords(
  writer: RecordWriter,
  file: string,
  topic: string,
  onRecord: (record: StoredRecord) => void,
): Promise<void> {
  if (!existsSync(file)) return;
  for await (const lines of inGroups(linesOf(file), atOnce, (line) => line.length)) {
    const records = lines.map((line) => JSON.parse(line) as StoredRecord);
    records.forEach(onRecord);
    for (const [partition, of] of Map.groupBy(records, (record) => record.partition))
      await writer.append({ topic, partition }, of[0]?.offset ?? 0, of.map(toRecord));
  }
}
