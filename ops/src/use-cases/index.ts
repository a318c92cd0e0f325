import { beginReplay, previewReplay } from './begin-replay.ts';
import { cancelReplay } from './cancel-replay.ts';
import type { OpsDeps } from './deps.ts';
import { discardLetters, previewDiscard } from './discard-letters.ts';
import { editLetter, previewEdit } from './edit-letter.ts';
import { exportLetters } from './export-letters.ts';
import { readDeadLetterTopics } from './read-dead-letter-topics.ts';
import { readLetter } from './read-letter.ts';
import { type OverviewDeps, readOverview } from './read-overview.ts';
import { listReplays, readReplay } from './read-replays.ts';
import { findLetters, groupLetters, readAudit } from './search-letters.ts';

export const createUseCases = (deps: OpsDeps & OverviewDeps) => ({
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
});

export type UseCases = ReturnType<typeof createUseCases>;
