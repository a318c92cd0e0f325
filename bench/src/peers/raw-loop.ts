// A minimal loop as the raw relay's peer: consumes raw messages and produces them unchanged. No validation.
import { consumePlainly, openPlainProducer } from '@ticketing/common/kafka';
import { openPeer, type PeerInput, startClock } from './peer.ts';
import { report } from './report.ts';

const { input, kafka } = openPeer<PeerInput & { from: string; to: string; events: number; group: string }>();
const producer = await openPlainProducer(kafka, { isIdempotent: true });

let stopClock: ReturnType<typeof startClock> | null = null;
let sent = 0;
const done = Promise.withResolvers<void>();
await consumePlainly(kafka, {
  group: input.group,
  topic: input.from,
  async onBatch(messages) {
    stopClock ??= startClock();
    await producer.send(input.to, messages);
    sent += messages.length;
    if (sent >= input.events) done.resolve();
  },
});
await done.promise;
await report((stopClock ?? startClock())(sent));
