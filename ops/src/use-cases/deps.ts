import type { Codec, ReadWrittenValue } from '@ticketing/common/kafka';
import type { Connection } from '@ticketing/common/mongo';
import type { AuditStore } from '../store/audit-store.ts';
import type { LetterStatistics } from '../store/letter-statistics.ts';
import type { LetterStore } from '../store/letter-store.ts';
import type { ReplayStore } from '../store/replay-store.ts';
import type { ResendStore } from '../store/resend-store.ts';

export interface OpsDeps {
  connection: Connection;
  letters: LetterStore;
  statistics: LetterStatistics;
  resends: ResendStore;
  replays: ReplayStore;
  audit: AuditStore;
  codec: Codec;
  readValue: ReadWrittenValue;
  now: () => Date;
}
