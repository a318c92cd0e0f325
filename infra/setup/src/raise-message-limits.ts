import type { createKafka } from '@ticketing/common/kafka';
import type { TopicToCreate } from '@ticketing/contracts';

export type Admin = ReturnType<ReturnType<typeof createKafka>['admin']>;

export const maxMessageBytesKey = 'max.message.bytes';

// Kafka protocol constants: the resource type, and the source of a setting.
const topicResource = 2;
const setOnTopic = 1;

/**
 * Raises the message size limits of existing topics to those of the catalogue. The broker drops every topic setting
 * that is not sent along, so the current ones are sent again.
 * @returns the number of raised topics
 */
export async function raiseMessageLimits(admin: Admin, topics: TopicToCreate[]): Promise<number> {
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
