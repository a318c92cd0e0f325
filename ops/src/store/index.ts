import type { Connection } from '@ticketing/common/mongo';
import { createAuditStore } from './audit-store.ts';
import { createLetterStatistics } from './letter-statistics.ts';
import { createLetterStore } from './letter-store.ts';
import { createReplayStore } from './replay-store.ts';
import { createResendStore } from './resend-store.ts';

export const createStores = (connection: Connection) => ({
  letters: createLetterStore(connection),
  statistics: createLetterStatistics(connection),
  resends: createResendStore(connection),
  replays: createReplayStore(connection),
  audit: createAuditStore(connection),
});
