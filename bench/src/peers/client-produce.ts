// The client's own batch produce: prepared messages, sent one batch after the other, acks=all.
import { openPlainProducer, type PlainMessage } from '@ticketing/common/kafka';
import { ticketRow, ticketTopic } from '../load/events.ts';
import { batchSize, openPeer, type PeerInput, startClock } from './peer.ts';
import { report } from './report.ts';

const { input, kafka, codec } = openPeer<PeerInput & { run: string; events: number; keys: number }>();
const messages: PlainMessage[] = [];
for (let n = 0; n < input.events; n += 1) {
  const { _id, key, payload, headers } = ticketRow(input.run, n, input.keys);
  messages.push({ key, value: await codec.encode(ticketTopic, payload), headers: { eventId: _id, ...headers } });
}
const producer = await openPlainProducer(kafka, { isIdempotent: true });

const stopClock = startClock();
for (let at = 0; at < messages.length; at += batchSize)
  await producer.send(ticketTopic, messages.slice(at, at + batchSize));
await report(stopClock(messages.length));
