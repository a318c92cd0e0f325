/** A partition of a topic. */
export interface TopicPartition {
  topic: string;
  partition: number;
}

/** A partition's key in maps and sets. */
export const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;
