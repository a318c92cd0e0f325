import { createWrittenValueReader } from '@ticketing/common/kafka';
import type { ReadableMessage } from '../../topics/read-message.ts';
import { type OrderEventsQuery, readOrderEvents as readEvents } from '../../topics/read-order-events.ts';
import { withTopicReader } from './broker.ts';
import { orCliError } from './or-cli-error.ts';
import type { Places } from './places.ts';

/** Reads the order's events from their topics, in order of time. @throws CliError when broker or registry do not respond */
export function readOrderEvents(places: Places, query: OrderEventsQuery): Promise<ReadableMessage[]> {
  const readValue = createWrittenValueReader(places('registry'));
  return withTopicReader(places('brokers'), (reader) => orCliError(() => readEvents({ reader, readValue }, query)));
}
