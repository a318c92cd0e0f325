export { brokerCheck } from './broker-check.ts';
export { createKafka, type KafkaOptions } from './client.ts';
export { type Codec, createCodec } from './codec.ts';
export { type ConsumerOptions, type RunningConsumer, startConsumer } from './consumer.ts';
export {
  errorCodeOf,
  type Failure,
  failedAttemptsOf,
  failedMessage,
  failureText,
  originOf,
} from './failed-message.ts';
export { groupLag } from './group-lag.ts';
export type { IncomingMessage } from './incoming-message.ts';
export { partitionOf } from './partitioner.ts';
export { createPublisher, type OutgoingMessage, type Publisher } from './producer.ts';
export { type ReplayOutcome, replayIdOf, replayReport } from './replay-report.ts';
export type { Commit } from './scheduler.ts';
export { MessagesTooLargeError } from './too-large.ts';
export { openTopicReader, type TopicRange, type TopicReader } from './topic-reader.ts';
export { createWrittenValueReader, type ReadWrittenValue, type WrittenValue } from './written-value.ts';
