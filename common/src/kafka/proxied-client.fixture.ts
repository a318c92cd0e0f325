import { connect } from 'node:net';
import { type ISocketFactory, Kafka, logLevel } from 'kafkajs';
import { clientOf, type KafkaClient } from './client.ts';

/**
 * Creates a client whose connections all go to one port of this machine, where a test's proxy listens.
 * @param retries of a request, before it is reported as failed
 */
export function proxiedKafka({
  brokers,
  port,
  retries,
}: {
  brokers: string[];
  port: number;
  retries: number;
}): KafkaClient {
  const socketFactory: ISocketFactory = ({ onConnect }) => connect({ host: '127.0.0.1', port }, onConnect);
  return clientOf(
    new Kafka({
      clientId: 'test',
      brokers,
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 50, retries },
      socketFactory,
    }),
  );
}
