export type { Grant } from './acls.ts';
export { type CommittedOffset, type KafkaAdmin, openAdmin, type TopicSetting } from './admin.ts';
export { brokerCheck } from './broker-check.ts';
export { createKafka, type KafkaClient, type KafkaOptions } from './client.ts';
export { type Codec, createCodec } from './codec.ts';
export { type ConsumerOptions, type RunningConsumer, startConsumer } from './consumer.ts';
export { eventMessage, publishEvent } from './event-message.ts';
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
export type { NewTopic } from './new-topics.ts';
export { partitionOf } from './partitioner.ts';
export { consumePlainly, openPlainProducer, type PlainMessage, type PlainProducer } from './plain-client.ts';
export { createPublisher, type OutgoingMessage, type Publisher } from './producer.ts';
export { openRecordWriter, type RecordToWrite, type RecordWriter } from './record-writer.ts';
export { registerSchema } from './register-schema.ts';
export { askRegistry, registryAccess } from './registry.ts';
export { type ReplayOutcome, replayIdOf, replayReport } from './replay-report.ts';
export type { Commit } from './scheduler.ts';
export { MessagesTooLargeError } from './too-large.ts';
export type { TopicRange } from './topic-partition.ts';
export { openTopicReader, type TopicReader } from './topic-reader.ts';
export { createWrittenValueReader, type ReadWrittenValue, type WrittenValue } from './written-value.ts';
