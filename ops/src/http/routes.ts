import type { RouteSpec } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { getAudit } from './get-audit.ts';
import { getDeadLetterTopics } from './get-dead-letter-topics.ts';
import { getExport } from './get-export.ts';
import { getGroups } from './get-groups.ts';
import { getLetters } from './get-letters.ts';
import { getLettersId } from './get-letters-id.ts';
import { getOrdersId } from './get-orders-id.ts';
import { getOverview } from './get-overview.ts';
import { getReplays } from './get-replays.ts';
import { getReplaysId } from './get-replays-id.ts';
import { postDiscards } from './post-discards.ts';
import { postLettersIdEdit } from './post-letters-id-edit.ts';
import { postReplays } from './post-replays.ts';
import { postReplaysIdCancel } from './post-replays-id-cancel.ts';

export const documentPath = '/api/ops/openapi.json';

export const routes = (useCases: UseCases): RouteSpec[] => [
  getOverview(useCases),
  getDeadLetterTopics(useCases),
  getOrdersId(useCases),
  getLetters(useCases),
  getLettersId(useCases),
  postLettersIdEdit(useCases),
  getGroups(useCases),
  postReplays(useCases),
  getReplays(useCases),
  getReplaysId(useCases),
  postReplaysIdCancel(useCases),
  postDiscards(useCases),
  getExport(useCases),
  getAudit(useCases),
];
