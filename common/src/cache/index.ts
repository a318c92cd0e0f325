export { coalesceReads } from './coalesce-reads.ts';
export { createRecentCache, type RecentCache } from './recent-cache.ts';
