import { connect } from 'node:net';
import { startLossyLink } from '@ticketing/testing/lossy-link';
import { type ISocketFactory, Kafka, logLevel } from 'kafkajs';

/** Creates a client whose connections pass a link that can drop the broker's acknowledgements of produce requests. */
export async function kafkaLosingResponses(brokers: string[]) {
  const [host, port] = (brokers[0] ?? '').split(':');
  let remainingLosses = 0;
  const link = await startLossyLink({ host, port: Number(port) }, () => {
    remainingLosses -= 1;
    return remainingLosses >= 0;
  });
  const socketFactory: ISocketFactory = ({ onConnect }) => connect({ host: '127.0.0.1', port: link.port }, onConnect);

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
    lost: link.lost,
    requests: link.requests,
    stop: link.stop,
  };
}
