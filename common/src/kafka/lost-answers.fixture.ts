import { connect } from 'node:net';
import { startLossyLink } from '@ticketing/testing/lossy-link';
import { type ISocketFactory, Kafka, logLevel } from 'kafkajs';

/** A client whose connections pass a link that can lose the broker's answers to produce requests. */
export async function kafkaWithLostAnswers(brokers: string[]) {
  const [host, port] = (brokers[0] ?? '').split(':');
  let toLose = 0;
  const link = await startLossyLink({ host, port: Number(port) }, () => {
    toLose -= 1;
    return toLose >= 0;
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
    /** Loses the answers to the next so many produce requests. */
    loseAnswers(count: number) {
      toLose = count;
    },
    lost: link.lost,
    requests: link.requests,
    stop: link.stop,
  };
}
