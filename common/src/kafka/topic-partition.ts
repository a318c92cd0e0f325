/** A partition of a topic. */
export interface TopicPartition {
  topic: string;
  partition: number;
}

/** Part of a partition: offsets in [begin, end). */
export interface TopicRange extends TopicPartition {
  begin: number;
  end: number;
}

/** A partition's key in maps and sets. */
export const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;
