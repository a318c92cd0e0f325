import { type ICustomPartitioner, Partitioners } from 'kafkajs';

/**
 * Creates KafkaJS's default partitioner, which matches Java's, with the key's hash in 32-bit arithmetic: KafkaJS uses
 * BigInt, which takes a fifth of the time to produce a small message.
 */
export const createPartitioner: ICustomPartitioner = () => {
  const defaultPartitioner = Partitioners.DefaultPartitioner();
  return (args) => {
    const { key, partition } = args.message;
    if (key === null || key === undefined || typeof partition === 'number') return defaultPartitioner(args);
    const bytes = typeof key === 'string' ? Buffer.from(key) : key;
    return partitionOf(bytes, args.partitionMetadata.length);
  };
};

/** Returns the partition of messages with this key. */
export const partitionOf = (key: Buffer, partitions: number): number => (murmur2(key) & 0x7fffffff) % partitions;

/** MurmurHash2 as Kafka uses it. Source: Austin Appleby's MurmurHash2, with Kafka's seed. */
function murmur2(bytes: Buffer): number {
  const mixer = 0x5bd1e995;
  const words = bytes.length >> 2;
  let hash = 0x9747b28c ^ bytes.length;
  for (let word = 0; word < words; word += 1) {
    let mixed = Math.imul(bytes.readInt32LE(word * 4), mixer);
    mixed = Math.imul(mixed ^ (mixed >>> 24), mixer);
    hash = Math.imul(hash, mixer) ^ mixed;
  }
  const rest = bytes.subarray(words * 4);
  if (rest.length > 0) hash = Math.imul(hash ^ rest.readUIntLE(0, rest.length), mixer);
  hash = Math.imul(hash ^ (hash >>> 13), mixer);
  return hash ^ (hash >>> 15);
}
