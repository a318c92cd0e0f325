import type { Codec, createKafka, Publisher } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import type { Registry } from '@ticketing/common/metrics';
import type { ServiceContext } from '@ticketing/common/service';

/** What both relays are built of. */
export interface RelayContext {
  kafka: ReturnType<typeof createKafka>;
  publisher: Publisher;
  codec: Codec;
  log: Logger;
  metrics: Registry;
  onPublished: (events: number) => void;
  onStop: ServiceContext<unknown>['onStop'];
}
