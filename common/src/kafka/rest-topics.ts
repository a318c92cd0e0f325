import type { Consumer } from 'kafkajs';
import type { Place } from './place.ts';

const readEveryMs = 1_000;

/**
 * Leaves topics that seldom have messages out of most fetches. KafkaJS names every partition in every fetch, and the broker
 * and the client then look at each of them: with four retry topics for each topic that is most of the work of a fetch.
 * @param isSeldom whether a topic may wait a second or two to be read
 */
export function restTopics(consumer: Consumer, isSeldom: (topic: string) => boolean) {
  let resting: { topic: string; partitions: number[] }[] = [];
  let isAwake = true;
  /** Brokers whose fetch includes the topics, and those that have answered it. */
  const asked = new Set<number>();
  const nodes = new Set<number>();
  let answered = new Set<number>();

  const wake = () => {
    if (isAwake || resting.length === 0) return;
    isAwake = true;
    consumer.resume(resting);
  };
  let timer: NodeJS.Timeout | undefined;
  consumer.on(consumer.events.FETCH_START, ({ payload: { nodeId } }) => {
    nodes.add(nodeId);
    if (isAwake) asked.add(nodeId);
  });
  consumer.on(consumer.events.FETCH, ({ payload: { nodeId } }) => {
    if (!asked.delete(nodeId)) return;
    answered.add(nodeId);
    if (!isAwake || answered.size < nodes.size || resting.length === 0) return;
    isAwake = false;
    answered = new Set();
    consumer.pause(resting);
  });
  return {
    /** The group has assigned these partitions. */
    assigned(places: readonly Place[]): void {
      const seldom = places.filter(({ topic }) => isSeldom(topic));
      resting = [...Map.groupBy(seldom, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
        topic,
        partitions: ofTopic.map(({ partition }) => partition),
      }));
      isAwake = true;
      nodes.clear();
      asked.clear();
      answered = new Set();
      // What an earlier assignment has left at rest.
      if (resting.length > 0) consumer.resume(resting);
      timer ??= setInterval(wake, readEveryMs).unref();
    },
    /** Before the consumer is disconnected: one that is can't be resumed. */
    stop: () => clearInterval(timer),
  };
}
