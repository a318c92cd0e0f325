// A minimal loop as the MongoDB relay's peer: reads the rows and produces their bytes. No validation, no deletion, no lease.
import { collectionOf, connectMongo, outboxOf } from '@ticketing/common/mongo';
import { ticketTopic } from '../load/events.ts';
import { batchSize, openPeer, type PeerInput, report, startClock } from './peer.ts';

const { input, kafka, codec } = openPeer<PeerInput & { mongoUri: string; topic: string }>();
const connection = await connectMongo(input.mongoUri);
const outbox = collectionOf(connection, outboxOf(connection).log);
const encoded = new Map<string, Buffer>();
for await (const { _id, payload } of outbox.find()) encoded.set(_id, await codec.encode(ticketTopic, payload));
const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
await producer.connect();

const stopClock = startClock();
let batch: { key: string; value: Buffer | null; headers: Record<string, string> }[] = [];
let sent = 0;
const send = async () => {
  await producer.send({ topic: input.topic, acks: -1, messages: batch });
  sent += batch.length;
  batch = [];
};
for await (const { _id, key, headers } of outbox.find({}, { batchSize })) {
  batch.push({ key, value: encoded.get(_id) ?? null, headers: { eventId: _id, ...headers } });
  if (batch.length === batchSize) await send();
}
if (batch.length > 0) await send();
report(stopClock(sent));
