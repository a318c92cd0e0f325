// A minimal loop as the raw relay's peer: consumes raw messages and produces them unchanged. No validation.
import { openPeer, type PeerInput, report, startClock } from './peer.ts';

const { input, kafka } = openPeer<PeerInput & { from: string; to: string; events: number; group: string }>();
const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
await producer.connect();
const consumer = kafka.consumer({ groupId: input.group });
await consumer.connect();
await consumer.subscribe({ topics: [input.from], fromBeginning: true });

let stopClock: ReturnType<typeof startClock> | null = null;
let sent = 0;
const done = Promise.withResolvers<void>();
await consumer.run({
  eachBatch: async ({ batch }) => {
    stopClock ??= startClock();
    const messages = batch.messages.map(({ key, value, headers }) => ({ key, value, headers: headers ?? {} }));
    await producer.send({ topic: input.to, acks: -1, messages });
    sent += messages.length;
    if (sent >= input.events) done.resolve();
  },
});
await done.promise;
report((stopClock ?? startClock())(sent));
