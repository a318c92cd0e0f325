import type { PermanentError } from '@ticketing/common/errors';
import { failureText, type OutgoingMessage } from '@ticketing/common/kafka';
import type { PendingRow } from '@ticketing/common/mongo';
import { deadLetterTopicOf, failureHeaders, headerNames, relayGroup, replayHeaders } from '@ticketing/contracts';

/** The origin topic of a dead row. */
export const outboxOrigin = 'outbox';

/** Builds the dead letter of a row. Without Avro bytes, it carries the payload as JSON. */
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
