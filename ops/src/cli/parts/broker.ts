import { within } from '@ticketing/common/backoff';
import { brokerHosts } from '@ticketing/common/broker-address';
import { createKafka, openTopicReader, type TopicReader } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { CliError } from '../exit.ts';

const timeoutMs = 10_000;

/** Runs work with a reader of topics. @throws CliError when the broker does not respond */
export async function withTopicReader<T>(brokers: string, work: (reader: TopicReader) => Promise<T>): Promise<T> {
  const kafka = createKafka({ clientId: 'ticketing-cli', brokers: brokers.split(','), log: silentLogger() });
  const reader = await answerOf(
    openTopicReader(kafka, 'ticketing-cli'),
    `Kafka at ${brokerHosts(brokers.split(','))} did not respond`,
  );
  try {
    return await work(reader);
  } finally {
    await reader.close();
  }
}

/** @throws CliError with the message when the promise rejects or takes too long */
export async function answerOf<T>(promise: Promise<T>, message: string): Promise<T> {
  try {
    return await within(timeoutMs, promise);
  } catch (cause) {
    throw new CliError(`${message}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
