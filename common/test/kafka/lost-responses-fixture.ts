import { startLossyLink } from '@ticketing/testing/lossy-link';
import { proxiedKafka } from '../../src/kafka/proxied-client.fixture.ts';

/** Creates a client whose connections pass a link that can drop the broker's acknowledgements of produce requests. */
export async function kafkaLosingResponses(brokers: string[]) {
  const [host, port] = (brokers[0] ?? '').split(':');
  let remainingLosses = 0;
  const link = await startLossyLink({ host, port: Number(port) }, () => {
    remainingLosses -= 1;
    return remainingLosses >= 0;
  });
  return {
    kafka: (retries: number) => proxiedKafka({ brokers, port: link.port, retries }),
    /** Drops the acknowledgements of the next `count` produce requests. */
    loseResponses(count: number) {
      remainingLosses = count;
    },
    lost: link.lost,
    requests: link.requests,
    stop: link.stop,
  };
}
