import type { Consumer } from 'kafkajs';
import type { TopicPartition } from './topic-partition.ts';

const fetchEveryMs = 1_000;

/**
 * Excludes low-traffic topics from most fetches. KafkaJS names every partition in every fetch, and broker and client then
 * process each of them: with four retry topics per topic, that is most of the work of a fetch.
 * @param isLowTraffic whether a topic may be read with a delay of a second or two
 */
export function throttleLowTrafficTopics(consumer: Consumer, isLowTraffic: (topic: string) => boolean) {
  let throttled: { topic: string; partitions: number[] }[] = [];
  let isIncluded = true;
  /** Brokers whose current fetch includes the throttled topics, and brokers that have responded to one. */
  const fetching = new Set<number>();
  const brokers = new Set<number>();
  let responded = new Set<number>();

  const include = () => {
    if (isIncluded || throttled.length === 0) return;
    isIncluded = true;
    consumer.resume(throttled);
  };
  let timer: NodeJS.Timeout | undefined;
  consumer.on(consumer.events.FETCH_START, ({ payload: { nodeId } }) => {
    brokers.add(nodeId);
    if (isIncluded) fetching.add(nodeId);
  });
  consumer.on(consumer.events.FETCH, ({ payload: { nodeId } }) => {
    if (!fetching.delete(nodeId)) return;
    responded.add(nodeId);
    if (!isIncluded || responded.size < brokers.size || throttled.length === 0) return;
    isIncluded = false;
    responded = new Set();
    consumer.pause(throttled);
  });
  return {
    /** Call at each assignment, with the assigned partitions. */
    onAssigned(assigned: readonly TopicPartition[]): void {
      const lowTraffic = assigned.filter(({ topic }) => isLowTraffic(topic));
      throttled = [...Map.groupBy(lowTraffic, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
        topic,
        partitions: ofTopic.map(({ partition }) => partition),
      }));
      isIncluded = true;
      brokers.clear();
      fetching.clear();
      responded = new Set();
      // An earlier assignment may have left them paused.
      if (throttled.length > 0) consumer.resume(throttled);
      timer ??= setInterval(include, fetchEveryMs).unref();
    },
    /** Call before disconnecting the consumer: a disconnected one can't be resumed. */
    stop: () => clearInterval(timer),
  };
}
