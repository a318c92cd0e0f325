import type { PermanentError } from '@ticketing/common/errors';
import { failureText, type OutgoingMessage } from '@ticketing/common/kafka';
import type { OutboxRow } from '@ticketing/common/mongo';
import { deadLetterTopicOf, failureHeaders, headerNames, relayGroup } from '@ticketing/contracts';

/** A dead row as a message of the relay's dead-letter topic. It has no Avro bytes, so it carries the payload as JSON. */
export const deadRowMessage = (row: OutboxRow, error: PermanentError, at: Date): OutgoingMessage => ({
  topic: deadLetterTopicOf(row.topic, relayGroup),
  key: row.key,
  value: Buffer.from(JSON.stringify(row.payload)),
  headers: {
    ...row.headers,
    [headerNames.eventId]: row._id,
    [failureHeaders.originTopic]: 'outbox',
    ...failureText(row.headers, { error, attempts: 1, at }),
  },
});
