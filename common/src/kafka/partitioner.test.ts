import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { Partitioners } from 'kafkajs';
import { createPartitioner } from './partitioner.ts';

const partitionMetadata = Array.from({ length: 7 }, (_, partitionId) => ({
  partitionId,
  partitionErrorCode: 0,
  leader: 0,
  replicas: [],
  isr: [],
}));

it('matches KafkaJS’s default partitioner for every kind of key', () => {
  const keys = [
    '',
    'a',
    'ключ',
    ...Array.from({ length: 500 }, () => randomUUID()),
    ...Array.from({ length: 500 }, (_, length) => randomBytes(length % 40)),
  ];
  const [ours, theirs] = [createPartitioner(), Partitioners.DefaultPartitioner()];
  const chosen = (partitioner: typeof ours) =>
    keys.map((key) => partitioner({ topic: 'any', partitionMetadata, message: { key, value: null } }));

  expect(chosen(ours)).toEqual(chosen(theirs));
});

it('rotates partitions for messages without a key', () => {
  const partitioner = createPartitioner();
  const chosen = Array.from({ length: 7 }, () =>
    partitioner({ topic: 'any', partitionMetadata, message: { value: null } }),
  );

  expect(chosen.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
