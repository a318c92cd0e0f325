import type { Connection } from '@ticketing/common/mongo';
import type { Group, Topic } from '@ticketing/contracts';
import type { WaitingLetters } from '../domain/dead-letter-topic.ts';
import { type LetterState, unsettledStates } from '../domain/letter.ts';
import { letterModel } from './letter-document.ts';
import type { LetterQuery } from './letter-query.ts';

/** Letters that failed in the same way. */
export interface LetterGroup {
  group: Group;
  topic: Topic;
  errorCode: string;
  count: number;
  states: Partial<Record<LetterState, number>>;
  schemaIds: number[];
  firstFailedAt: Date;
  lastFailedAt: Date;
  sample: { id: string; message: string };
}

export interface OpenLetters {
  group: Group;
  count: number;
  oldestAt: Date;
}

/** The letters of a selection, counted by group. */
export interface SelectionCounts {
  count: number;
  groups: { group: Group; topic: Topic; errorCode: string; count: number; withPosition: number }[];
}

const maxSchemaIds = 10;

export function createLetterStatistics(connection: Connection) {
  const letters = letterModel(connection);
  return {
    /** Groups letters, biggest groups first. @param bySchema also groups by schema */
    async groups(query: LetterQuery, { bySchema }: { bySchema: boolean }): Promise<LetterGroup[]> {
      const schemaId = bySchema ? { schemaId: '$schemaId' } : {};
      return letters.aggregate<LetterGroup>([
        { $match: query },
        { $sort: { lastFailedAt: -1 } },
        {
          $group: {
            _id: { group: '$group', topic: '$topic', errorCode: '$error.code', state: '$state', ...schemaId },
            count: { $sum: 1 },
            schemaIds: { $addToSet: '$schemaId' },
            firstFailedAt: { $min: '$firstFailedAt' },
            lastFailedAt: { $max: '$lastFailedAt' },
            sample: { $first: { id: '$_id', message: '$error.message' } },
          },
        },
        {
          $group: {
            _id: {
              group: '$_id.group',
              topic: '$_id.topic',
              errorCode: '$_id.errorCode',
              ...(bySchema && { schemaId: '$_id.schemaId' }),
            },
            count: { $sum: '$count' },
            states: { $push: { k: '$_id.state', v: '$count' } },
            schemaIds: { $push: '$schemaIds' },
            firstFailedAt: { $min: '$firstFailedAt' },
            lastFailedAt: { $max: '$lastFailedAt' },
            sample: { $first: '$sample' },
          },
        },
        { $sort: { count: -1, lastFailedAt: -1 } },
        {
          $project: {
            _id: 0,
            group: '$_id.group',
            topic: '$_id.topic',
            errorCode: '$_id.errorCode',
            count: 1,
            states: { $arrayToObject: '$states' },
            schemaIds: { $slice: [{ $setDifference: [allIn('$schemaIds'), [null]] }, maxSchemaIds] },
            firstFailedAt: 1,
            lastFailedAt: 1,
            sample: 1,
          },
        },
      ]);
    },

    async countsOf(query: LetterQuery): Promise<SelectionCounts> {
      const groups = await letters.aggregate<SelectionCounts['groups'][number]>([
        { $match: query },
        {
          $group: {
            _id: { group: '$group', topic: '$topic', errorCode: '$error.code' },
            count: { $sum: 1 },
            withPosition: { $sum: { $cond: [{ $ifNull: ['$content.position', false] }, 1, 0] } },
          },
        },
        { $sort: { count: -1 } },
        { $replaceWith: { $mergeObjects: ['$_id', { count: '$count', withPosition: '$withPosition' }] } },
      ]);
      return { count: groups.reduce((sum, { count }) => sum + count, 0), groups };
    },

    /** Counts open letters by group, topic and error. */
    async waiting(): Promise<WaitingLetters[]> {
      return letters.aggregate<WaitingLetters>([
        { $match: { state: { $in: unsettledStates } } },
        {
          $group: {
            _id: { group: '$group', topic: '$topic', errorCode: '$error.code' },
            count: { $sum: 1 },
            oldestAt: { $min: '$firstFailedAt' },
          },
        },
        { $replaceWith: { $mergeObjects: ['$_id', { count: '$count', oldestAt: '$oldestAt' }] } },
      ]);
    },

    /** Counts open letters by group. */
    async open(): Promise<OpenLetters[]> {
      return letters.aggregate<OpenLetters>([
        { $match: { state: { $in: unsettledStates } } },
        { $group: { _id: '$group', count: { $sum: 1 }, oldestAt: { $min: '$firstFailedAt' } } },
        { $project: { _id: 0, group: '$_id', count: 1, oldestAt: 1 } },
      ]);
    },
  };
}

export type LetterStatistics = ReturnType<typeof createLetterStatistics>;

/** Returns the union of several arrays. */
const allIn = (arrays: string) => ({
  $reduce: { input: arrays, initialValue: [], in: { $setUnion: ['$$value', '$$this'] } },
});
