import type { createKafka } from '@ticketing/common/kafka';
import type { TopicToCreate } from '@ticketing/contracts';

export type Admin = ReturnType<ReturnType<typeof createKafka>['admin']>;

export const maxMessageBytesKey = 'max.message.bytes';

// Of Kafka's protocol: what is described, and where its setting comes from.
const topicResource = 2;
const setOnTopic = 1;

/**
 * Lets existing topics take messages as large as the catalogue says. The broker forgets each setting of a topic that is
 * not sent along, so what is set now is sent again.
 * @returns how many topics it was too small for
 */
export async function makeRoom(admin: Admin, topics: TopicToCreate[]): Promise<number> {
  if (topics.length === 0) return 0;
  const wanted = new Map(topics.map(({ name, maxMessageBytes }) => [name, maxMessageBytes]));
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ name }) => ({ type: topicResource, name })),
  });
  const tooSmall = resources.filter(({ resourceName, configEntries }) => {
    const room = configEntries.find(({ configName }) => configName === maxMessageBytesKey)?.configValue;
    return Number(room) < (wanted.get(resourceName) ?? 0);
  });
  if (tooSmall.length === 0) return 0;
  await admin.alterConfigs({
    validateOnly: false,
    resources: tooSmall.map(({ resourceName, configEntries }) => ({
      type: topicResource,
      name: resourceName,
      configEntries: [
        ...configEntries
          .filter(({ configName, configSource }) => configSource === setOnTopic && configName !== maxMessageBytesKey)
          .map(({ configName, configValue }) => ({ name: configName, value: configValue })),
        { name: maxMessageBytesKey, value: String(wanted.get(resourceName)) },
      ],
    })),
  });
  return tooSmall.length;
}
