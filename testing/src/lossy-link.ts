import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a link can say of itself. */
export interface LossyLink {
  /** Where it listens, on the loopback address. */
  port: number;
  /** Answers that were lost. */
  lost(): number;
  /** Produce requests until now, repeats among them. */
  requests(): number;
  /** Closes its connections and listens no more. */
  stop(): void;
}

const produceRequest = 0;
const lengthBytes = 4;

/** Splits a stream of Kafka's protocol into requests or answers, each with its length before it. */
function eachFrame(socket: Socket, take: (frame: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes as Buffer]);
    while (rest.length >= lengthBytes && rest.length >= lengthBytes + rest.readInt32BE(0)) {
      const end = lengthBytes + rest.readInt32BE(0);
      take(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  });
}

/**
 * A proxy before a broker that can close a connection instead of passing on the answer to a produce request: the broker has
 * appended the messages, and the producer does not know.
 * Source: https://kafka.apache.org/protocol, request and response headers
 * @param isLost asked for each answer to a produce request
 */
export async function startLossyLink(
  broker: { host: string | undefined; port: number },
  isLost: () => boolean,
): Promise<LossyLink> {
  let [lost, requests] = [0, 0];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(broker);
    const produced = new Set<number>();
    const end = () => {
      for (const socket of [client, upstream]) {
        socket.destroy();
        sockets.delete(socket);
      }
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', end);
    }
    eachFrame(client, (request) => {
      if (request.readInt16BE(4) === produceRequest) {
        produced.add(request.readInt32BE(8));
        requests += 1;
      }
      upstream.write(request);
    });
    eachFrame(upstream, (answer) => {
      if (produced.delete(answer.readInt32BE(4)) && isLost()) {
        lost += 1;
        return end();
      }
      client.write(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    lost: () => lost,
    requests: () => requests,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
