export { createRecentCache, type RecentCache } from './recent-cache.ts';
