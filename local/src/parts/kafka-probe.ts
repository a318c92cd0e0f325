import { exchange } from './tcp.ts';

const metadataKey = 3;
const metadataVersion = 1;

/**
 * Whether the broker has joined its cluster and accepts requests: it lists itself in its metadata. The port opens earlier.
 * Encodes the few bytes of Kafka's protocol itself, so that a probe is cheap.
 */
export async function isServingBroker(port: number): Promise<boolean> {
  const request = Buffer.alloc(4 + 2 + 2 + 4 + 2 + 4);
  let at = request.writeInt32BE(request.length - 4, 0);
  at = request.writeInt16BE(metadataKey, at);
  at = request.writeInt16BE(metadataVersion, at);
  at = request.writeInt32BE(1, at); // correlation id
  at = request.writeInt16BE(-1, at); // no client id
  request.writeInt32BE(0, at); // no topics
  const answer = await exchange(port, request, 12);
  const brokers = answer.readInt32BE(8);
  return brokers > 0;
}
