import { beginReplay, previewReplay } from './begin-replay.ts';
import { cancelReplay } from './cancel-replay.ts';
import type { OpsDeps } from './deps.ts';
import { discardLetters, previewDiscard } from './discard-letters.ts';
import { editLetter, previewEdit } from './edit-letter.ts';
import { exportLetters } from './export-letters.ts';
import { type IndexDeps, indexLetters } from './index-letters.ts';
import { readDeadLetterTopics } from './read-dead-letter-topics.ts';
import { decodePending, readLetter } from './read-letter.ts';
import { type OrderDeps, readOrder } from './read-order.ts';
import { type OverviewDeps, readOverview } from './read-overview.ts';
import { listReplays, readReplay } from './read-replays.ts';
import { reportReplay } from './report-replay.ts';
import { findLetters, groupLetters, readAudit } from './search-letters.ts';

/** What routes call. */
export const createUseCases = (deps: OpsDeps & OverviewDeps & OrderDeps) => ({
  findLetters: findLetters(deps),
  groupLetters: groupLetters(deps),
  readLetter: readLetter(deps),
  previewReplay: previewReplay(deps),
  beginReplay: beginReplay(deps),
  readReplay: readReplay(deps),
  listReplays: listReplays(deps),
  cancelReplay: cancelReplay(deps),
  previewEdit: previewEdit(deps),
  editLetter: editLetter(deps),
  previewDiscard: previewDiscard(deps),
  discardLetters: discardLetters(deps),
  exportLetters: exportLetters(deps),
  readAudit: readAudit(deps),
  readOverview: readOverview(deps),
  readDeadLetterTopics: readDeadLetterTopics(deps),
  readOrder: readOrder(deps),
});

/** What consumers call; `reportReplay` in the transaction of the event. */
export const createConsumerUseCases = (deps: IndexDeps) => ({
  indexLetters: indexLetters(deps),
  reportReplay: reportReplay(deps),
});

/** What the sweeper calls. */
export const createSweeperUseCases = (deps: Parameters<typeof decodePending>[0]) => ({
  decodePending: decodePending(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
export type ConsumerUseCases = ReturnType<typeof createConsumerUseCases>;
