import type { Random } from '@ticketing/common/random';
import { type Service, topicsConsumedBy } from '@ticketing/contracts';

/**
 * FAILPOINTS that delay a group's messages by topic, each up to a different limit, so that topics overtake each other.
 * @param longestMs the largest limit
 */
export const reordering = (random: Random, group: Service, longestMs: number): string =>
  topicsConsumedBy(group)
    .map((topic) => `consumer.before-apply@${topic}:delay:0-${random.between(Math.ceil(longestMs / 10), longestMs)}`)
    .join(';');
