import type { KafkaAdmin, TopicSetting } from '@ticketing/common/kafka';
import type { TopicToCreate } from '@ticketing/contracts';

export const maxMessageBytesKey = 'max.message.bytes';

/**
 * Raises the message size limits of existing topics to those of the catalogue. The broker drops every topic setting
 * that is not sent along, so the current ones are sent again.
 * @returns the number of raised topics
 */
export async function raiseMessageLimits(admin: KafkaAdmin, topics: TopicToCreate[]): Promise<number> {
  if (topics.length === 0) return 0;
  const settings = await admin.settingsOf(topics.map(({ name }) => name));
  const tooSmall = topics.filter(({ name, maxMessageBytes }) => limitIn(settings.get(name)) < maxMessageBytes);
  if (tooSmall.length === 0) return 0;
  await admin.replaceSettings(
    new Map(
      tooSmall.map(({ name, maxMessageBytes }) => [
        name,
        { ...ownOf(settings.get(name)), [maxMessageBytesKey]: String(maxMessageBytes) },
      ]),
    ),
  );
  return tooSmall.length;
}

const limitIn = (settings: readonly TopicSetting[] = []): number =>
  Number(settings.find(({ name }) => name === maxMessageBytesKey)?.value);

const ownOf = (settings: readonly TopicSetting[] = []): Record<string, string> =>
  Object.fromEntries(settings.filter(({ isOwn }) => isOwn).map(({ name, value }) => [name, value]));
