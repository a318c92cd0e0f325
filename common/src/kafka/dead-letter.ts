import { deadLetterTopicOf, type relayGroup, type Service, type Topic } from '@ticketing/contracts';
import type { IncomingMessage } from './consumer.ts';
import type { OutgoingMessage } from './producer.ts';

/** Headers a dead letter gets on top of its own. */
export const deadLetterHeaders = {
  topic: 'dlq.topic',
  partition: 'dlq.partition',
  offset: 'dlq.offset',
  errorCode: 'dlq.error.code',
  errorMessage: 'dlq.error.message',
  failedAt: 'dlq.failed.at',
} as const;

export interface DeadLetter {
  message: IncomingMessage;
  topic: Topic;
  group: Service | typeof relayGroup;
  code: string;
  reason: string;
  at: Date;
}

/** A message for the group's dead-letter topic: original key, bytes and headers, and where and why it failed. */
export const deadLetterOf = ({ message, topic, group, code, reason, at }: DeadLetter): OutgoingMessage => ({
  topic: deadLetterTopicOf(topic, group),
  key: message.key,
  value: message.value,
  headers: {
    ...message.originalHeaders,
    [deadLetterHeaders.topic]: message.topic,
    [deadLetterHeaders.partition]: String(message.partition),
    [deadLetterHeaders.offset]: message.offset,
    [deadLetterHeaders.errorCode]: code,
    [deadLetterHeaders.errorMessage]: reason,
    [deadLetterHeaders.failedAt]: at.toISOString(),
  },
});
