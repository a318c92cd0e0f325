import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type ISocketFactory, Kafka, logLevel } from 'kafkajs';

const produceRequest = 0;
const lengthBytes = 4;

/** Splits a Kafka protocol stream into length-prefixed requests or responses. */
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
 * Creates a client behind a proxy that can close a connection instead of forwarding the broker's acknowledgement of a
 * produce request: the broker has appended the messages, but the producer does not know.
 */
export async function kafkaLosingResponses(brokers: string[]) {
  const [host, port] = (brokers[0] ?? '').split(':');
  let remainingLosses = 0;
  let lost = 0;
  let requests = 0;
  const sockets = new Set<Socket>();

  const proxy = createServer((client) => {
    const broker = connect({ host, port: Number(port) });
    const produced = new Set<number>();
    const end = () => {
      client.destroy();
      broker.destroy();
    };
    for (const socket of [client, broker]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', end);
    }
    eachFrame(client, (request) => {
      if (request.readInt16BE(4) === produceRequest) {
        produced.add(request.readInt32BE(8));
        requests += 1;
      }
      broker.write(request);
    });
    eachFrame(broker, (answer) => {
      if (remainingLosses > 0 && produced.has(answer.readInt32BE(4))) {
        remainingLosses -= 1;
        lost += 1;
        return end();
      }
      client.write(answer);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port: proxyPort } = proxy.address() as AddressInfo;
  const socketFactory: ISocketFactory = ({ onConnect }) => connect({ host: '127.0.0.1', port: proxyPort }, onConnect);

  return {
    kafka: (retries: number) =>
      new Kafka({
        clientId: 'test',
        brokers,
        logLevel: logLevel.NOTHING,
        retry: { initialRetryTime: 50, retries },
        socketFactory,
      }),
    /** Drops the acknowledgements of the next `count` produce requests. */
    loseResponses(count: number) {
      remainingLosses = count;
    },
    lost: () => lost,
    /** Number of produce requests, including retries. */
    requests: () => requests,
    stop() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}
