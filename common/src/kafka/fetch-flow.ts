import type { Fetched, IncomingMessage } from './incoming-message.ts';
import type { PartitionQueue } from './partition-queue.ts';
import type { Scheduler } from './scheduler.ts';
import type { TopicPartition } from './topic-partition.ts';

export interface FetchFlowOptions {
  scheduler: Pick<Scheduler, 'findQueue' | 'queueOf' | 'wake'>;
  pause: (partition: TopicPartition) => void;
  resume: (partition: TopicPartition) => void;
  onFirstFetch?: ConsumerFirstFetch | undefined;
}

/** @param end the offset after the partition's last message at that time */
export type ConsumerFirstFetch = (first: IncomingMessage, end: number) => void;

/** Maximum number of buffered messages per partition. Fetching resumes when half of them are processed. */
const maxBuffered = 1_000;

/** Moves fetched messages into their partition's queue. Fetching of a partition whose queue is full is paused. */
export function createFetchFlow({ scheduler, pause, resume, onFirstFetch }: FetchFlowOptions) {
  const paused = new Set<PartitionQueue>();
  return {
    /** Call at each assignment, which resumes every partition. */
    reset: () => paused.clear(),

    accept({ messages, nextOffset, end, ...partition }: Fetched): void {
      const [first] = messages;
      if (first && !scheduler.findQueue(partition)) onFirstFetch?.(first, end);
      const queue = scheduler.queueOf(partition);
      queue.add(messages, nextOffset);
      if (queue.size() >= maxBuffered) {
        paused.add(queue);
        pause(partition);
      }
      scheduler.wake();
    },

    /** Call when a queue has shrunk. */
    resumeWithCapacity(queue: PartitionQueue): void {
      if (queue.size() <= maxBuffered / 2 && paused.delete(queue)) resume(queue);
    },
  };
}
