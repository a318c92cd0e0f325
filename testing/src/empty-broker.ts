import type { TopicReader } from '@ticketing/common/kafka';

/** A broker without any messages. */
export const emptyBroker: TopicReader = {
  allRanges: async () => [],
  rangesBetween: async () => [],
  uncommittedRanges: async () => [],
  read: async () => undefined,
  close: async () => undefined,
};
