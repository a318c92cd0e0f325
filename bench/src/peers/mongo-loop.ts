// A minimal loop as the MongoDB relay's peer: reads the rows and produces their bytes. No validation, no deletion, no lease.
import { openPlainProducer, type PlainMessage } from '@ticketing/common/kafka';
import { collectionOf, connectMongo, outboxOf } from '@ticketing/common/mongo';
import { ticketTopic } from '../load/events.ts';
import { batchSize, openPeer, type PeerInput, startClock } from './peer.ts';
import { report } from './report.ts';

const { input, kafka, codec } = openPeer<PeerInput & { mongoUri: string; topic: string }>();
const connection = await connectMongo(input.mongoUri);
const outbox = collectionOf(connection, outboxOf(connection).log);
const encoded = new Map<string, Buffer>();
for await (const { _id, payload } of outbox.find()) encoded.set(_id, await codec.encode(ticketTopic, payload));
const producer = await openPlainProducer(kafka, { isIdempotent: true });

const stopClock = startClock();
let batch: PlainMessage[] = [];
let sent = 0;
const send = async () => {
  await producer.send(input.topic, batch);
  sent += batch.length;
  batch = [];
};
for await (const { _id, key, headers } of outbox.find({}, { batchSize })) {
  batch.push({ key, value: encoded.get(_id) ?? null, headers: { eventId: _id, ...headers } });
  if (batch.length === batchSize) await send();
}
if (batch.length > 0) await send();
await report(stopClock(sent));
