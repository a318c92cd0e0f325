import type { PermanentError } from '@ticketing/common/errors';
import { failureText, type OutgoingMessage } from '@ticketing/common/kafka';
import type { PendingRow } from '@ticketing/common/mongo';
import { deadLetterTopicOf, failureHeaders, headerNames, relayGroup, replayHeaders } from '@ticketing/contracts';

/** What a dead row has for an origin topic. */
export const outboxOrigin = 'outbox';

/** A dead row as a message of the relay's dead-letter topic. It has no Avro bytes, so it carries the payload as JSON. */
export const deadRowMessage = (row: PendingRow, error: PermanentError, at: Date): OutgoingMessage => ({
  topic: deadLetterTopicOf(row.topic, relayGroup),
  key: row.key,
  value: Buffer.from(JSON.stringify(row.payload)),
  headers: {
    ...row.headers,
    [headerNames.eventId]: row._id,
    [failureHeaders.originTopic]: outboxOrigin,
    ...(row.replayId && { [replayHeaders.replayId]: row.replayId }),
    ...failureText({}, { error, attempts: 1, at }),
    [failureHeaders.firstFailedAt]: (row.firstDiedAt ?? at).toISOString(),
  },
});
