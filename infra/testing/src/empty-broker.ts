import type { TopicReader } from '@ticketing/common/kafka';

/** A broker that has lost everything. */
export const emptyBroker: TopicReader = {
  everything: async () => [],
  between: async () => [],
  behind: async () => [],
  read: async () => undefined,
  close: async () => undefined,
};
